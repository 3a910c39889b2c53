package latent.image;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The image file directories of a TIFF structure (TIFF 6.0, section 2): of a TIFF or raw file, or
 * of the EXIF block in another. Nothing it reads is believed: directories and entries are counted,
 * and what lies outside the bytes is absent.
 */
final class TiffDirectories {

  static final int NEW_SUBFILE_TYPE = 0x00fe;
  static final int WIDTH = 0x0100;
  static final int HEIGHT = 0x0101;
  static final int COMPRESSION = 0x0103;
  static final int PHOTOMETRIC = 0x0106;
  static final int MAKE = 0x010f;
  static final int ORIENTATION = 0x0112;
  static final int PLANAR_CONFIGURATION = 0x011c;
  static final int SUB_DIRECTORIES = 0x014a;
  static final int DNG_VERSION = 0xc612;

  private static final int MOST_DIRECTORIES = 64;
  private static final int MOST_ENTRIES = 1024;
  private static final int MOST_SUB_DIRECTORIES = 16;

  /** Bytes of a value of each TIFF type, by its number. */
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  /** One directory: where each tag's value lies. */
  private record Entry(int type, long count, long at) {}

  private final ByteReader tiff;
  private final List<Map<Integer, Entry>> directories = new ArrayList<>();

  private TiffDirectories(ByteReader tiff) {
    this.tiff = tiff;
  }

  /** The directories of a structure that begins with its byte order mark; none if it doesn't. */
  static TiffDirectories read(ByteReader bytes) {
    boolean little = bytes.says(0, "II");
    boolean big = bytes.says(0, "MM");
    TiffDirectories directories = new TiffDirectories(bytes.withByteOrder(big));
    if (little || big) {
      directories.walk();
    }
    return directories;
  }

  boolean isEmpty() {
    return directories.isEmpty();
  }

  /** Whether the first directory has this tag. */
  boolean has(int tag) {
    return !isEmpty() && directories.getFirst().containsKey(tag);
  }

  /** The first number of a tag in the first directory. */
  OptionalLong number(int tag) {
    Entry entry = isEmpty() ? null : directories.getFirst().get(tag);
    return entry == null ? OptionalLong.empty() : OptionalLong.of(numberAt(entry, 0));
  }

  /** The largest first number of a tag in any directory, or 0. */
  long largest(int tag) {
    long largest = 0;
    for (Map<Integer, Entry> directory : directories) {
      Entry entry = directory.get(tag);
      if (entry != null) {
        largest = Math.max(largest, numberAt(entry, 0));
      }
    }
    return largest;
  }

  private void walk() {
    Deque<Long> ahead = new ArrayDeque<>(List.of(tiff.u32(4)));
    Set<Long> seen = new HashSet<>();
    while (!ahead.isEmpty() && directories.size() < MOST_DIRECTORIES) {
      long at = ahead.removeFirst();
      if (at < 8 || at + 2 > tiff.length() || !seen.add(at)) {
        continue;
      }
      int count = Math.min(tiff.u16(at), MOST_ENTRIES);
      Map<Integer, Entry> directory = readEntries(at + 2, count);
      directories.add(directory);
      ahead.addLast(tiff.u32(at + 2 + 12L * count));
      Entry below = directory.get(SUB_DIRECTORIES);
      for (int i = 0; below != null && i < Math.min(below.count, MOST_SUB_DIRECTORIES); i++) {
        ahead.addLast(numberAt(below, i));
      }
    }
  }

  private Map<Integer, Entry> readEntries(long from, int count) {
    Map<Integer, Entry> directory = new HashMap<>();
    for (int i = 0; i < count; i++) {
      long at = from + 12L * i;
      int type = tiff.u16(at + 2);
      if (at + 12 > tiff.length() || type >= TYPE_BYTES.length) {
        continue;
      }
      long values = tiff.u32(at + 4);
      boolean inPlace = values * TYPE_BYTES[type] <= 4;
      directory.putIfAbsent(
          tiff.u16(at), new Entry(type, values, inPlace ? at + 8 : tiff.u32(at + 8)));
    }
    return directory;
  }

  private long numberAt(Entry entry, int index) {
    int size = TYPE_BYTES[entry.type];
    long at = entry.at + (long) index * size;
    return switch (size) {
      case 1 -> tiff.u8(at);
      case 2 -> tiff.u16(at);
      case 4 -> tiff.u32(at);
      case 0, 8 -> 0;
      default -> throw new AssertionError("no TIFF value has " + size + " bytes");
    };
  }
}
