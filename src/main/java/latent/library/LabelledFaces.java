package latent.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    List<String> labels = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] cells = rows.get(i).split("\t", -1);
      if (cells.length < COLUMNS) {
        throw new LibraryException(lines + ", line " + (i + 1) + ": six columns are needed.");
      }
      float[] vector = new float[dimension];
      numbers.asFloatBuffer().get(vector);
      numbers.position(numbers.position() + dimension * Float.BYTES);
      labels.add(cells[COLUMNS - 1]);
      faces.add(face(i, cells, vector));
    }
    return new LabelledFaces(faces, labels);
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
        cells.length > COLUMNS ? Integer.parseInt(cells[COLUMNS]) : LARGE,
        new Embedding(vector),
        new byte[0]);
  }

  /** Whether each face's label is known. */
  boolean isComplete() {
    return labels.stream().noneMatch(String::isEmpty);
  }
}
