package latent.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import latent.library.Equipment;
import latent.library.Flows;
import latent.library.TortureLab;

/**
 * A library in a temporary folder, with a directory as its cloud, that is gone when the program
 * ends.
 */
final class Workshop {

  private static final long BUDGET = 5_000_000_000L;
  private static final String PASSPHRASE = "nothing here is secret";

  private final Path folder;
  private volatile boolean kept;

  Workshop() throws IOException {
    folder = Files.createTempDirectory("latent-workshop");
    Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
  }

  /** A place for files that are to be added. */
  Path pictures() {
    return folder.resolve("pictures");
  }

  Path folder() {
    return folder;
  }

  /** Makes the library and opens it. */
  Flows open(Doors doors) throws IOException {
    return open(doors, "file:" + folder.resolve("cloud"));
  }

  /** Makes the library in another cloud, which keeps what it is given, and opens it. */
  Flows open(Doors doors, String cloud) throws IOException {
    Equipment.Passphrase passphrase = fresh -> PASSPHRASE.toCharArray();
    Path library = folder.resolve("library");
    doors.founder(passphrase).found(library, cloud, BUDGET);
    return doors.work(library, passphrase);
  }

  /** A place for libraries of others. */
  Path libraries() {
    return folder;
  }

  /** The ways into libraries, for whoever makes their own. */
  static TortureLab.Entrances entrances(Doors doors) {
    Equipment.Passphrase passphrase = fresh -> PASSPHRASE.toCharArray();
    return new TortureLab.Entrances(
        doors.founder(passphrase),
        library -> doors.look(library, passphrase),
        library -> doors.work(library, passphrase),
        PASSPHRASE);
  }

  /** Leaves everything as it is, for somebody to look at. */
  void keep() {
    kept = true;
  }

  private void delete() {
    if (kept) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, java.io.IOException broken)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException left) {
      System.err.println(
          "latent: the temporary folder " + folder + " could not be removed: " + left);
    }
  }
}
