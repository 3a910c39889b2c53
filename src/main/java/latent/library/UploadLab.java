package latent.library;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import latent.photo.PhotoId;
import latent.vault.Vault;

/**
 * Times sealing and storing originals beside the bare S3 client that puts the same files as they
 * are, into the same bucket in the same run.
 */
public final class UploadLab {

  /** Puts files as they are. */
  public interface Bare extends AutoCloseable {
    void put(String name, Path file) throws IOException;

    @Override
    void close();
  }

  /**
   * The figures of one kind of file.
   *
   * @param bareMegabytes a second, all files together; 10^6 bytes each
   * @param sealedMegabytes the same of files sealed, stored and confirmed, in bytes of the files
   * @param ratio the second by the first
   */
  public record Figures(
      int files, long bytes, double bareMegabytes, double sealedMegabytes, double ratio) {}

  private static final int PIECE = 1 << 20;
  private static final long SEED = 8420;

  private final Bare bare;
  private final Vault vault;
  private final int connections;
  private final Path folder;

  /**
   * @param connections files under way at a time
   * @param folder where files are made, and removed again
   */
  public UploadLab(Bare bare, Vault vault, int connections, Path folder) {
    this.bare = bare;
    this.vault = vault;
    this.connections = connections;
    this.folder = folder;
  }

  private record Made(PhotoId id, Path file) {}

  /** Both ways in turn, several times, so that neither has the warmer machine; the sums count. */
  public Figures measure(int count, long bytes, int rounds, Progress progress) throws IOException {
    List<Made> files = make(count, bytes);
    try {
      long plain = 0;
      long sealed = 0;
      for (int done = -1; done < rounds; done++) {
        progress.step("sending", done + 1, rounds);
        boolean counts = done >= 0;
        long first = done % 2 == 0 ? sealed(files) : plain(files);
        long second = done % 2 == 0 ? plain(files) : sealed(files);
        if (counts) {
          sealed += done % 2 == 0 ? first : second;
          plain += done % 2 == 0 ? second : first;
        }
      }
      double megabytes = (double) count * bytes * rounds / 1e6;
      double bareSpeed = megabytes / (plain / 1e9);
      double sealedSpeed = megabytes / (sealed / 1e9);
      return new Figures(count, bytes, bareSpeed, sealedSpeed, sealedSpeed / bareSpeed);
    } finally {
      for (Made each : files) {
        Files.deleteIfExists(each.file());
      }
    }
  }

  private long plain(List<Made> files) {
    return timed(files, each -> bare.put("bare/" + Disk.name(each.file()), each.file()));
  }

  private long sealed(List<Made> files) {
    return timed(
        files,
        each -> {
          Path record = folder.resolve(each.id().hex() + ".record");
          vault.storeOriginal(each.id(), each.file(), record);
          Files.deleteIfExists(record);
        });
  }

  private interface Work {
    void on(Made made) throws IOException;
  }

  /** Nanoseconds for all. */
  private long timed(List<Made> files, Work work) {
    long begun = System.nanoTime();
    Together.each(
        files,
        connections,
        each -> {
          try {
            work.on(each);
          } catch (IOException broken) {
            throw LibraryException.of(broken);
          }
          return each;
        });
    return System.nanoTime() - begun;
  }

  private List<Made> make(int count, long bytes) throws IOException {
    Random random = new Random(SEED);
    List<Made> made = new ArrayList<>();
    byte[] piece = new byte[PIECE];
    for (int number = 0; number < count; number++) {
      Path file = folder.resolve("made-" + bytes + "-" + number);
      MessageDigest digest = PhotoId.newDigest();
      try (OutputStream out = Files.newOutputStream(file)) {
        for (long left = bytes; left > 0; left -= PIECE) {
          random.nextBytes(piece);
          int length = (int) Math.min(PIECE, left);
          out.write(piece, 0, length);
          digest.update(piece, 0, length);
        }
      }
      made.add(new Made(PhotoId.ofDigest(digest.digest()), file));
    }
    return made;
  }
}
