package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import latent.catalog.CatalogException;

/**
 * Whether a Latent that runs for weeks is well, for whoever looks after it: in sentences without a
 * name, a path or a file.
 */
public final class Health {

  /** A store that is away for less is a night without network. */
  private static final Duration STORE_AWAY = Duration.ofHours(1);

  /** Shifts that fail one after the other, five minutes apart, before it is called a fault. */
  private static final int FAILURES = 3;

  /** With less room on the disk than this a catalog soon can't be written. */
  private static final long LEAST_DISK = 100_000_000;

  private final Library library;
  private final Caretaker caretaker;
  private final Clock clock;

  public Health(Library library, Caretaker caretaker, Clock clock) {
    this.library = library;
    this.caretaker = caretaker;
    this.clock = clock;
  }

  /** What is wrong; nothing if all is well. */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    if (!isCatalogUsable()) {
      complaints.add("the catalog can't be used");
    }
    if (isDiskFull()) {
      complaints.add("the library's disk is full");
    }
    Caretaker.Account account = caretaker.account();
    Instant since = account.failingSince();
    if (since == null) {
      return complaints;
    }
    if (account.lastFailure() instanceof IOException) {
      if (!clock.instant().isBefore(since.plus(STORE_AWAY))) {
        complaints.add("the cloud has not been reached since " + since);
      }
    } else if (account.failuresInARow() >= FAILURES) {
      complaints.add("the night shift failed " + account.failuresInARow() + " times in a row");
    }
    return complaints;
  }

  private boolean isCatalogUsable() {
    try {
      return library.catalog().photos().count() >= 0;
    } catch (CatalogException unusable) {
      return false;
    }
  }

  /** What can't be asked isn't full. */
  private boolean isDiskFull() {
    try {
      return Files.getFileStore(library.directory().root()).getUsableSpace() < LEAST_DISK;
    } catch (IOException unknown) {
      return false;
    }
  }
}
