package latent.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file that leaves the library for a place of the user's. Until it is whole it lies unfinished
 * beside that place, where a killed program would leave it for ever; so a note in the library's own
 * workshop says where, and whoever opens the library next to change it removes both.
 *
 * @param unfinished where it is written
 * @param note says in which folder that is; bears the same name with an ending
 */
record Outgoing(Path unfinished, Path note) implements AutoCloseable {

  static final String NOTE = ".leaving";

  /** Begins a file that is to become {@code target}. */
  static Outgoing begin(Path workshop, Path target) {
    Path unfinished = Disk.unfinished(Disk.folder(target));
    Path note = workshop.resolve(Disk.name(unfinished) + NOTE);
    String folder = Disk.folder(target).toString();
    try {
      Disk.write(workshop, note, folder.getBytes(StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw Disk.unusable(note, broken);
    }
    return new Outgoing(unfinished, note);
  }

  /** Removes what a killed program left; if that can't be done now, the note stays. */
  static void clear(Path note) throws IOException {
    String name = Disk.name(note);
    try {
      Path folder = Path.of(Files.readString(note));
      Files.deleteIfExists(folder.resolve(name.substring(0, name.length() - NOTE.length())));
    } catch (InvalidPathException nonsense) {
      Files.deleteIfExists(note);
      return;
    } catch (IOException stuck) {
      return;
    }
    Files.deleteIfExists(note);
  }

  /** Removes what is unfinished, and the note. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(unfinished);
    Files.deleteIfExists(note);
  }
}
