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
   * The same file, in which each association with nothing repeats another of its picture; the same
   * array if there is none such.
   */
  static byte[] repaired(byte[] original) {
    ByteReader file = ByteReader.bigEndian(original);
    ByteReader meta = box(file, 0, "meta");
    ByteReader properties = box(meta, VERSION_BYTES, "iprp");
    ByteReader associations = box(properties, 0, "ipma");
    if (associations.length() == 0) {
      return original;
    }
    boolean wide = (associations.u8(3) & 1) != 0;
    boolean longNames = associations.u8(0) > 0;
    byte[] repaired = original;
    long at = VERSION_BYTES + 4;
    long pictures = associations.u32(VERSION_BYTES);
    for (long i = 0; i < pictures && at < associations.length(); i++) {
      at += longNames ? 4 : 2;
      int count = associations.u8(at);
      at++;
      int step = wide ? 2 : 1;
      for (int k = 0; k < count && at + (long) step * k < associations.length(); k++) {
        long one = at + (long) step * k;
        int number = wide ? associations.u16(one) & 0x7fff : associations.u8(one) & 0x7f;
        if (number == 0) {
          long other = k > 0 ? one - step : one + step;
          repaired = repaired == original ? original.clone() : repaired;
          for (int part = 0; part < step; part++) {
            repaired[associations.start() + (int) one + part] =
                (byte) associations.withBytes(repaired).u8(other + part);
          }
        }
      }
      at += (long) step * count;
    }
    return repaired;
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
