package latent.library;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.Landmarks;
import latent.photo.PhotoId;

/**
 * Faces of which only the embeddings are known, and whose they are.
 *
 * <p>In files, the embeddings are little-endian float32 vectors of length 1, one after the other.
 * Beside them lies a text of as many lines, with tabs between: photo, seconds since 1970, score,
 * sharpness, 1 if the face looks straight ahead, label (may be empty); then, if it is known, the
 * face's width in pixels.
 *
 * @param labels as many as faces; empty where it is not known
 */
record LabelledFaces(List<Face> faces, List<String> labels) {

  /** Faces whose size isn't told are taken to be large. */
  private static final int LARGE = 112;

  private static final double NO_LENGTH = 0;

  private static final int COLUMNS = 6;

  LabelledFaces {
    faces = List.copyOf(faces);
    labels = List.copyOf(labels);
  }

  /**
   * Reads both files.
   *
   * @throws LibraryException if they don't fit together
   */
  static LabelledFaces read(Path vectors, Path lines, int dimension) throws IOException {
    List<Face> faces = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    byte[] row = new byte[dimension * Float.BYTES];
    try (InputStream numbers = new BufferedInputStream(Files.newInputStream(vectors), 1 << 20);
        BufferedReader text = Files.newBufferedReader(lines)) {
      String line = text.readLine();
      while (line != null && numbers.readNBytes(row, 0, row.length) == row.length) {
        String[] cells = line.split("\t", -1);
        if (cells.length < COLUMNS) {
          throw new LibraryException(
              lines + ", line " + (faces.size() + 1) + ": six columns are needed.");
        }
        float[] vector = new float[dimension];
        ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        labels.add(cells[COLUMNS - 1]);
        faces.add(face(faces.size(), cells, vector));
        line = text.readLine();
      }
    }
    if (Files.size(vectors) != (long) faces.size() * row.length || faces.size() != count(lines)) {
      throw new LibraryException(
          vectors
              + " and "
              + lines
              + " don't fit together: each line wants "
              + dimension
              + " numbers of four bytes.");
    }
    return new LabelledFaces(faces, labels);
  }

  private static long count(Path lines) throws IOException {
    try (Stream<String> all = Files.lines(lines)) {
      return all.count();
    }
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
        NO_LENGTH,
        cells.length > COLUMNS ? Integer.parseInt(cells[COLUMNS]) : LARGE,
        Embedding.of(vector),
        new byte[0]);
  }

  /**
   * The faces of some of the people, cut into so many parts by a digest of their names: the first
   * byte of SHA-256 decides.
   */
  LabelledFaces parts(int parts, IntPredicate wanted) {
    List<Face> some = new ArrayList<>();
    List<String> theirs = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      byte[] digest = PhotoId.of(labels.get(i).getBytes(StandardCharsets.UTF_8)).digest();
      if (wanted.test(Byte.toUnsignedInt(digest[0]) % parts)) {
        some.add(faces.get(i));
        theirs.add(labels.get(i));
      }
    }
    return new LabelledFaces(some, theirs);
  }

  /**
   * Reads both files, of which each face must be labelled.
   *
   * @throws LibraryException if they don't fit together, or a label is missing
   */
  static LabelledFaces readComplete(Path vectors, Path lines, int dimension) throws IOException {
    LabelledFaces labelled = read(vectors, lines, dimension);
    if (!labelled.isComplete()) {
      throw new LibraryException(lines + ": each face needs a label.");
    }
    return labelled;
  }

  /** Whether each face's label is known. */
  boolean isComplete() {
    return labels.stream().noneMatch(String::isEmpty);
  }
}
