package latent.library;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import latent.photo.PhotoId;
import latent.vault.Lease;

/**
 * The photos that any device could read, in parts that a device takes for itself for a while: with
 * several devices behind, each photo is fetched and read by one. A lease that was not given back,
 * because its device was switched off, ends by itself; and if two devices have one nevertheless,
 * the same is done twice, which harms nothing.
 */
final class Shelves {

  /** Photos are on one of so many shelves by the beginning of their name. */
  private static final int COUNT = 64;

  /** Where reading a shelf takes longer, another device may begin the same shelf. */
  private static final Duration LASTING = Duration.ofHours(1);

  private final Library library;
  private final Clock clock;

  /** A part of the photos. */
  record Shelf(int number, List<PhotoId> photos) {}

  Shelves(Library library, Clock clock) {
    this.library = library;
    this.clock = clock;
  }

  /** These photos by shelves. */
  static List<Shelf> of(Collection<PhotoId> photos) {
    Map<Integer, List<PhotoId>> shelves = new TreeMap<>();
    for (PhotoId photo : photos) {
      int number = Byte.toUnsignedInt(photo.digest()[0]) * COUNT / 256;
      shelves.computeIfAbsent(number, _ -> new ArrayList<>()).add(photo);
    }
    return shelves.entrySet().stream()
        .map(shelf -> new Shelf(shelf.getKey(), List.copyOf(shelf.getValue())))
        .toList();
  }

  /** Whether this device has the shelf now. */
  boolean take(Shelf shelf) throws IOException {
    Instant now = clock.instant();
    Lease wanted = new Lease(library.settings().device(), now.plus(LASTING));
    return library.vault().takeLease(work(shelf), wanted, now);
  }

  void giveBack(Shelf shelf) throws IOException {
    library.vault().endLease(work(shelf));
  }

  /** Devices with other models do other work. */
  private String work(Shelf shelf) {
    Equipment.Models models = library.models();
    return "read " + models.detector() + " " + models.embedder() + " " + shelf.number();
  }
}
