package latent.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the TIFF structure of an EXIF block, for tests. */
public final class ExifMaker {

  private static final int EXIF_DIRECTORY = 0x8769;
  private static final int GPS_DIRECTORY = 0x8825;

  private record Value(int type, int count, byte[] bytes) {}

  private final Map<Integer, Value> main = new TreeMap<>();
  private final Map<Integer, Value> exif = new TreeMap<>();
  private final Map<Integer, Value> gps = new TreeMap<>();

  public ExifMaker orientation(int number) {
    main.put(0x0112, new Value(3, 1, ByteBuffer.allocate(2).putShort((short) number).array()));
    return this;
  }

  public ExifMaker camera(String make, String model) {
    main.put(0x010f, text(make));
    main.put(0x0110, text(model));
    return this;
  }

  public ExifMaker takenAt(String dateTimeOriginal) {
    exif.put(0x9003, text(dateTimeOriginal));
    return this;
  }

  public ExifMaker digitizedAt(String dateTimeDigitized) {
    exif.put(0x9004, text(dateTimeDigitized));
    return this;
  }

  public ExifMaker offset(String offsetTimeOriginal) {
    exif.put(0x9011, text(offsetTimeOriginal));
    return this;
  }

  public ExifMaker satelliteTime(String date, int hour, int minute, int second) {
    gps.put(0x001d, text(date));
    gps.put(0x0007, rationals(hour, 1, minute, 1, second, 1));
    return this;
  }

  /** Degrees in millionths, and the letters of the hemispheres. */
  public ExifMaker place(String northOrSouth, int latitude, String eastOrWest, int longitude) {
    gps.put(0x0001, text(northOrSouth));
    gps.put(0x0002, rationals(latitude, 1_000_000, 0, 1, 0, 1));
    gps.put(0x0003, text(eastOrWest));
    gps.put(0x0004, rationals(longitude, 1_000_000, 0, 1, 0, 1));
    return this;
  }

  public byte[] tiff() {
    int exifAt = 8 + size(main, 2);
    int gpsAt = exifAt + size(exif, 0);
    Map<Integer, Value> first = new TreeMap<>(main);
    first.put(EXIF_DIRECTORY, number(exifAt));
    first.put(GPS_DIRECTORY, number(gpsAt));
    ByteBuffer out = ByteBuffer.allocate(gpsAt + size(gps, 0));
    out.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    write(out, first);
    write(out, exif);
    write(out, gps);
    return out.array();
  }

  private static int size(Map<Integer, Value> directory, int more) {
    int size = 2 + 12 * (directory.size() + more) + 4;
    for (Value value : directory.values()) {
      size += value.bytes.length > 4 ? value.bytes.length : 0;
    }
    return size;
  }

  private static void write(ByteBuffer out, Map<Integer, Value> directory) {
    int valuesAt = out.position() + size(Map.of(), directory.size());
    List<byte[]> behind = new ArrayList<>();
    out.putShort((short) directory.size());
    for (Map.Entry<Integer, Value> entry : directory.entrySet()) {
      Value value = entry.getValue();
      out.putShort((short) (int) entry.getKey()).putShort((short) value.type).putInt(value.count);
      if (value.bytes.length > 4) {
        out.putInt(valuesAt);
        valuesAt += value.bytes.length;
        behind.add(value.bytes);
      } else {
        out.put(value.bytes).put(new byte[4 - value.bytes.length]);
      }
    }
    out.putInt(0);
    behind.forEach(out::put);
  }

  private static Value text(String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.US_ASCII);
    return new Value(2, bytes.length, bytes);
  }

  private static Value number(int number) {
    return new Value(4, 1, ByteBuffer.allocate(4).putInt(number).array());
  }

  private static Value rationals(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
    for (int number : numbers) {
      bytes.putInt(number);
    }
    return new Value(5, numbers.length / 2, bytes.array());
  }
}
