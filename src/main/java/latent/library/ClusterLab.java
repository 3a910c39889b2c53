package latent.library;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latent.people.Agreement;
import latent.people.Calibration;
import latent.people.Grouping;
import latent.people.People;
import latent.people.Person;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.Landmarks;
import latent.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/**
 * Groups embeddings that somebody brings, as the product would, and says how right it was.
 *
 * <p>The embeddings are little-endian float32 vectors of length 1, one after the other. Beside them
 * a text of as many lines, with tabs between: photo, seconds since 1970, score, sharpness, 1 if the
 * face looks straight ahead, label (may be empty).
 */
public final class ClusterLab {

  /** Faces whose size isn't told are taken to be large. */
  private static final int LARGE = 112;

  /** The figures; those of agreement are null without labels. */
  public record Figures(
      int faces,
      int people,
      long milliseconds,
      long peakBytes,
      @Nullable Double pairP,
      @Nullable Double pairR,
      @Nullable Double pairF,
      @Nullable Double bcP,
      @Nullable Double bcR,
      @Nullable Double bcF) {}

  private final Calibration calibration;

  public ClusterLab(Calibration calibration) {
    this.calibration = calibration;
  }

  /**
   * Groups and measures.
   *
   * @param out where to write the group of each face, line by line, or null
   * @throws LibraryException if the two files don't fit together
   */
  public Figures cluster(Path vectors, Path lines, int dimension, @Nullable Path out)
      throws IOException {
    List<String> labels = new ArrayList<>();
    List<Face> faces = read(vectors, lines, dimension, labels);
    resetPeaks();
    long begun = System.nanoTime();
    People people = Grouping.group(faces, List.of(), calibration);
    long milliseconds = (System.nanoTime() - begun) / 1_000_000;
    long peakBytes = peakBytes();
    List<String> groups = groups(faces, people);
    if (out != null) {
      Files.writeString(out, String.join("\n", groups) + "\n");
    }
    boolean labelled = labels.stream().noneMatch(String::isEmpty);
    if (!labelled) {
      return new Figures(
          faces.size(),
          people.persons().size(),
          milliseconds,
          peakBytes,
          null,
          null,
          null,
          null,
          null,
          null);
    }
    Agreement agreement = Agreement.of(labels, groups);
    return new Figures(
        faces.size(),
        people.persons().size(),
        milliseconds,
        peakBytes,
        agreement.pairP(),
        agreement.pairR(),
        agreement.pairF(),
        agreement.bcP(),
        agreement.bcR(),
        agreement.bcF());
  }

  private static List<Face> read(Path vectors, Path lines, int dimension, List<String> labels)
      throws IOException {
    List<String> rows = Files.readAllLines(lines);
    ByteBuffer numbers =
        ByteBuffer.wrap(Files.readAllBytes(vectors)).order(ByteOrder.LITTLE_ENDIAN);
    if (numbers.remaining() != (long) rows.size() * dimension * Float.BYTES) {
      throw new LibraryException(
          vectors
              + " holds "
              + numbers.remaining()
              + " bytes, but "
              + rows.size()
              + " lines of "
              + dimension
              + " numbers want "
              + (long) rows.size() * dimension * Float.BYTES
              + ".");
    }
    List<Face> faces = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] cells = rows.get(i).split("\t", -1);
      if (cells.length < 6) {
        throw new LibraryException(lines + ", line " + (i + 1) + ": six columns are needed.");
      }
      float[] vector = new float[dimension];
      for (int k = 0; k < dimension; k++) {
        vector[k] = numbers.getFloat();
      }
      labels.add(cells[5]);
      faces.add(face(i, cells, vector));
    }
    return faces;
  }

  /**
   * A face of which only the embedding is known: its place in the picture is made up, but its own.
   */
  private static Face face(int number, String[] cells, float[] vector) {
    PhotoId photo = PhotoId.of(cells[0].getBytes(StandardCharsets.UTF_8));
    double place = (number % 10_000 + 1) / 20_000.0;
    return new Face(
        photo,
        new Box(place, place, 0.1, 0.1),
        new Landmarks(new float[Landmarks.NUMBERS]),
        Double.parseDouble(cells[2]),
        Double.parseDouble(cells[3]),
        1,
        LARGE,
        new Embedding(vector),
        new byte[0]);
  }

  /** The group of each face; a face without a person is a group of its own. */
  static List<String> groups(List<Face> faces, People people) {
    Map<FaceId, String> personOf = new HashMap<>();
    for (Person person : people.persons()) {
      person.members().forEach(member -> personOf.put(member.face(), person.id()));
    }
    List<String> groups = new ArrayList<>(faces.size());
    for (Face face : faces) {
      groups.add(personOf.getOrDefault(face.id(), "alone " + face.id()));
    }
    return groups;
  }

  private static void resetPeaks() {
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  private static long peakBytes() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      bytes += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    return bytes;
  }
}
