package latent.library;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import latent.photo.Box;
import latent.photo.Face;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Photos of which it is known who and how many are in them.
 *
 * <p>The labels are a CSV file with a head: {@code path} (relative to the file), {@code persons}
 * (names with semicolons between; one name means the face in the middle), {@code face_count} (a
 * number, or {@code >=} one), {@code face_count_exact} (y or n). Beside it may lie a {@code
 * boxes.csv} ({@code path,left,top,width,height} in pixels) with the places of faces.
 *
 * @param folder where the paths begin
 * @param boxes the places of faces by path, as far as they are known
 */
record LabelledPhotos(Path folder, List<Label> labels, Map<String, List<Place>> boxes) {

  /** One labelled photo. */
  record Label(String path, List<String> persons, int count, boolean exact) {

    /** The first two folders that it lies in. */
    String set() {
      int slash = path.lastIndexOf('/');
      String within = slash < 0 ? "" : path.substring(0, slash);
      String[] parts = within.split("/");
      return parts.length <= 2 ? within : parts[0] + "/" + parts[1];
    }

    /** The file's own name: one photo may lie in two sets. */
    String file() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** A labelled place in pixels. */
  record Place(double left, double top, double width, double height) {

    Box in(int pictureWidth, int pictureHeight) {
      return new Box(
          left / pictureWidth, top / pictureHeight, width / pictureWidth, height / pictureHeight);
    }
  }

  /**
   * Reads the labels.
   *
   * @throws LibraryException if a column is missing
   */
  static LabelledPhotos read(Path file) throws IOException {
    return new LabelledPhotos(
        Disk.folder(file.toAbsolutePath()),
        readLabels(file),
        readBoxes(file.resolveSibling("boxes.csv")));
  }

  /**
   * A photo's bytes.
   *
   * @throws LibraryException if it can't be read
   */
  byte[] original(Label label) {
    try {
      return Files.readAllBytes(folder.resolve(label.path()));
    } catch (IOException broken) {
      throw new LibraryException(
          "The labelled photo " + label.path() + " can't be read: " + Disk.reason(broken) + ".",
          broken);
    }
  }

  /** The places of a photo's faces, if they are known. */
  List<Place> places(Label label) {
    return boxes.getOrDefault(label.path(), List.of());
  }

  /** The face that a photo of one named person is of: large and near the middle. */
  static Optional<Face> middle(List<Face> faces) {
    return faces.stream()
        .max(
            Comparator.comparingDouble(
                face ->
                    face.box().width()
                        * face.box().height()
                        / (0.05
                            + Math.hypot(face.box().centerX() - 0.5, face.box().centerY() - 0.5))));
  }

  private static List<Label> readLabels(Path file) throws IOException {
    List<Label> labels = new ArrayList<>();
    for (Map<String, String> row :
        rows(file, List.of("path", "persons", "face_count", "face_count_exact"))) {
      String persons = row.getOrDefault("persons", "");
      String count = row.getOrDefault("face_count", "").replace(">=", "");
      labels.add(
          new Label(
              row.getOrDefault("path", ""),
              persons.isBlank() ? List.of() : List.of(persons.split(";")),
              count.isBlank() ? 0 : Integer.parseInt(count),
              row.getOrDefault("face_count_exact", "").equals("y")));
    }
    return labels;
  }

  private static Map<String, List<Place>> readBoxes(Path file) throws IOException {
    Map<String, List<Place>> boxes = new HashMap<>();
    if (!Files.exists(file)) {
      return boxes;
    }
    for (Map<String, String> row : rows(file, List.of("path", "left", "top", "width", "height"))) {
      boxes
          .computeIfAbsent(row.getOrDefault("path", ""), _ -> new ArrayList<>())
          .add(
              new Place(
                  number(row, "left"),
                  number(row, "top"),
                  number(row, "width"),
                  number(row, "height")));
    }
    return boxes;
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.getOrDefault(column, "0"));
  }

  /** A CSV file's rows (RFC 4180) by the names in its head. */
  private static List<Map<String, String>> rows(Path file, List<String> needed) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser = format.parse(reader)) {
      if (!parser.getHeaderNames().containsAll(needed)) {
        throw new LibraryException(file + " needs the columns " + String.join(", ", needed) + ".");
      }
      return parser.stream().map(CSVRecord::toMap).toList();
    }
  }
}
