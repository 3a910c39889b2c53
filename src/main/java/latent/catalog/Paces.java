package latent.catalog;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** How long each kind of work took on this device, as a few numbers each. */
public final class Paces {

  private final Database database;

  Paces(Database database) {
    this.database = database;
  }

  /** All that is known, by the kind of work. */
  public Map<String, double[]> all() {
    Map<String, double[]> paces = new HashMap<>();
    database
        .list(
            "select work, numbers from pace",
            row -> Map.entry(row.getString(1), numbers(row.getBytes(2))))
        .forEach(pace -> paces.put(pace.getKey(), pace.getValue()));
    return paces;
  }

  /** Keeps what is known of these kinds of work. */
  public void keep(Map<String, double[]> paces) {
    database.transaction(
        () -> {
          paces.forEach(
              (work, numbers) ->
                  database.update(
                      "insert or replace into pace (work, numbers) values (?, ?)",
                      work,
                      bytes(numbers)));
          return true;
        });
  }

  private static byte[] bytes(double[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
    bytes.asDoubleBuffer().put(numbers);
    return bytes.array();
  }

  private static double[] numbers(byte[] bytes) {
    double[] numbers = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(numbers);
    return numbers;
  }
}
