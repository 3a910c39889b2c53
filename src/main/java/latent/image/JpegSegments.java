package latent.image;

/**
 * What the marker segments of a JPEG say before its pixels begin (ITU-T T.81, annex B).
 *
 * @param width pixels across as stored; 0 if there is no frame header
 * @param height pixels down as stored; 0 if there is none, or it follows the first scan
 * @param lossless whether it is coded without loss (SOF3 and its kin): sensor data, not a picture
 * @param exif the TIFF structure of the EXIF segment; empty if there is none
 * @param scanAt where the first scan begins, or -1
 */
record JpegSegments(int width, int height, boolean lossless, ByteReader exif, int scanAt) {

  private static final int START_OF_SCAN = 0xda;
  private static final int APP1 = 0xe1;
  private static final int EXIF_PREFIX_BYTES = 6;
  private static final int MOST_SEGMENTS = 4096;

  /** The segments of a JPEG that begins at {@code start}. */
  static JpegSegments read(byte[] bytes, int start) {
    ByteReader jpeg = new ByteReader(bytes, start, bytes.length, true);
    ByteReader exif = jpeg.part(0, 0);
    int width = 0;
    int height = 0;
    boolean lossless = false;
    int at = 2;
    for (int i = 0; i < MOST_SEGMENTS && at + 4 <= jpeg.length(); i++) {
      at = nextMarker(jpeg, at);
      int marker = jpeg.u8(at + 1);
      if (marker == START_OF_SCAN) {
        return new JpegSegments(width, height, lossless, exif, start + at);
      }
      if (standsAlone(marker)) {
        at += 2;
        continue;
      }
      if (isFrameHeader(marker) && width == 0) {
        height = jpeg.u16(at + 5);
        width = jpeg.u16(at + 7);
        lossless = (marker & 3) == 3;
      }
      if (marker == APP1 && exif.length() == 0 && jpeg.says(at + 4, "Exif\0")) {
        exif = jpeg.part(at + 4 + EXIF_PREFIX_BYTES, jpeg.u16(at + 2) - 2L - EXIF_PREFIX_BYTES);
      }
      at += 2 + Math.max(2, jpeg.u16(at + 2));
    }
    return new JpegSegments(width, height, lossless, exif, -1);
  }

  /** Whether an end-of-image marker follows the first scan. */
  static boolean endsProperly(byte[] bytes, int scanAt) {
    for (int at = bytes.length - 2; at > scanAt; at--) {
      if (bytes[at] == (byte) 0xff && bytes[at + 1] == (byte) 0xd9) {
        return true;
      }
    }
    return false;
  }

  private static int nextMarker(ByteReader jpeg, int from) {
    int at = from;
    while (at + 1 < jpeg.length()
        && (jpeg.u8(at) != 0xff || jpeg.u8(at + 1) == 0xff || jpeg.u8(at + 1) == 0)) {
      at++;
    }
    return at;
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC, which share their range of numbers. */
  private static boolean isFrameHeader(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /** TEM, RST0 to RST7, SOI and EOI have no length. */
  private static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd9);
  }
}
