package latent.library;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
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
import latent.photo.Face;
import latent.photo.FaceId;
import org.jspecify.annotations.Nullable;

/** Groups embeddings that somebody brings, as the product would, and says how right it was. */
public final class ClusterLab {

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
    LabelledFaces labelled = LabelledFaces.read(vectors, lines, dimension);
    List<Face> faces = labelled.faces();
    resetPeaks();
    long begun = System.nanoTime();
    People people = Grouping.group(faces, List.of(), calibration);
    long milliseconds = (System.nanoTime() - begun) / 1_000_000;
    long peakBytes = peakBytes();
    List<String> groups = groups(faces, people);
    if (out != null) {
      Files.writeString(out, String.join("\n", groups) + "\n");
    }
    if (!labelled.isComplete()) {
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
    Agreement agreement = Agreement.of(labelled.labels(), groups);
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
