package latent.image;

import java.util.Optional;

/**
 * The finished picture that a camera lays into its raw file beside the sensor's data: the largest
 * JPEG in it. Found by looking for JPEGs rather than by each maker's own directories, so that one
 * way serves them all.
 *
 * @param header its size, and the raw file's orientation
 * @param at where the JPEG begins in the file
 */
record RawPreview(PictureHeader header, int at) {

  /** More JPEGs than any camera writes; the rest are chance. */
  private static final int MOST_CANDIDATES = 256;

  /** Where Canon's CR3 keeps the TIFF structure with the orientation: a box near its head. */
  private static final int CANON_BOX_WITHIN = 1 << 16;

  static Optional<RawPreview> find(byte[] raw) {
    RawPreview best = null;
    int candidates = 0;
    Orientation ofFile = orientation(raw);
    for (int at = 0; at + 3 < raw.length && candidates < MOST_CANDIDATES; at++) {
      if (raw[at] != (byte) 0xff || raw[at + 1] != (byte) 0xd8 || raw[at + 2] != (byte) 0xff) {
        continue;
      }
      candidates++;
      JpegSegments jpeg = JpegSegments.read(raw, at);
      boolean picture = jpeg.scanAt() >= 0 && !jpeg.lossless() && jpeg.height() > 0;
      if (picture && (best == null || jpeg.width() > best.header.width())) {
        Orientation orientation =
            ofFile == Orientation.UPRIGHT ? PictureHeader.orientationIn(jpeg.exif()) : ofFile;
        best = new RawPreview(new PictureHeader(jpeg.width(), jpeg.height(), orientation), at);
      }
    }
    return Optional.ofNullable(best);
  }

  private static Orientation orientation(byte[] raw) {
    ByteReader canon = canonBox(raw, "CMT1");
    return PictureHeader.orientationIn(canon.length() > 0 ? canon : ByteReader.bigEndian(raw));
  }

  /**
   * One of the TIFF structures in which Canon's CR3 keeps what other cameras write into EXIF: CMT1
   * is its first directory, CMT2 the EXIF directory. Empty if this is no such file.
   */
  static ByteReader canonBox(byte[] raw, String kind) {
    ByteReader file = ByteReader.bigEndian(raw);
    boolean boxes = file.says(4, "ftyp");
    for (int at = 0; boxes && at < Math.min(CANON_BOX_WITHIN, raw.length); at++) {
      if (raw[at] == 'C' && file.says(at, kind)) {
        return file.part(at + 4L, file.u32(at - 4L) - 8);
      }
    }
    return file.part(0, 0);
  }
}
