package latent.image;

/**
 * The box that says which properties each picture of a HEIF file has (ItemPropertyAssociationBox,
 * ISO/IEC 14496-12, 8.11.14).
 *
 * <p>An association with number 0 says "none". Editors leave such when they take a rotation away;
 * FFmpeg refuses the whole file for it.
 */
final class HeifAssociations {

  private static final int BOX_HEAD_BYTES = 8;
  private static final int VERSION_BYTES = 4;
  private static final int MOST_BOXES = 1000;

  private HeifAssociations() {}

  /**
   * The same file, in which each association with nothing repeats its neighbour; the same array if
   * there is none such.
   */
  static byte[] repaired(byte[] original) {
    ByteReader file = ByteReader.bigEndian(original);
    ByteReader properties = box(box(file, 0, "meta"), VERSION_BYTES, "iprp");
    ByteReader box = box(properties, 0, "ipma");
    int step = (box.u8(VERSION_BYTES - 1) & 1) == 0 ? 1 : 2;
    int nameBytes = box.u8(0) == 0 ? 2 : 4;
    byte[] repaired = original;
    long pictures = box.u32(VERSION_BYTES);
    long at = VERSION_BYTES + Integer.BYTES;
    for (long picture = 0; picture < pictures && at < box.length(); picture++) {
      long first = at + nameBytes + 1;
      long end = first + (long) step * box.u8(at + nameBytes);
      for (long one = first; one < Math.min(end, box.length()); one += step) {
        if (number(box, one, step) == 0) {
          repaired = repaired == original ? original.clone() : repaired;
          repeat(repaired, box.start() + (int) one, one > first ? -step : step, step);
        }
      }
      at = end;
    }
    return repaired;
  }

  /** Which property an association of so many bytes names; its top bit says something else. */
  private static int number(ByteReader box, long at, int bytes) {
    return bytes == 1 ? box.u8(at) & 0x7f : box.u16(at) & 0x7fff;
  }

  private static void repeat(byte[] file, int at, int neighbour, int bytes) {
    if (at + neighbour + bytes <= file.length) {
      System.arraycopy(file, at + neighbour, file, at, bytes);
    }
  }

  /** The content of the first box of this kind among those from {@code at}; empty if none is. */
  private static ByteReader box(ByteReader among, long from, String kind) {
    long at = from;
    for (int i = 0; i < MOST_BOXES && at + BOX_HEAD_BYTES <= among.length(); i++) {
      long size = among.u32(at);
      if (among.says(at + 4, kind)) {
        return among.part(at + BOX_HEAD_BYTES, size - BOX_HEAD_BYTES);
      }
      if (size < BOX_HEAD_BYTES) {
        break;
      }
      at += size;
    }
    return among.part(0, 0);
  }
}
