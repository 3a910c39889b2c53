package latent.image;

import java.util.Optional;
import latent.photo.MediaType;

/**
 * What the head of a still picture claims of it, before anything is decoded or believed.
 *
 * @param width pixels across as stored; 0 if it does not say
 * @param height pixels down as stored; 0 if it does not say
 */
record PictureHeader(long width, long height, Orientation orientation) {

  /** The width of the upright picture. */
  long uprightWidth() {
    return orientation.swapsSides() ? height : width;
  }

  /** The height of the upright picture. */
  long uprightHeight() {
    return orientation.swapsSides() ? width : height;
  }

  /**
   * The header of a still; empty for a container (HEIC, AVIF, video), whose head is spread over
   * boxes that FFmpeg reads, and for a raw file without a picture in it.
   */
  static Optional<PictureHeader> read(MediaType type, byte[] original) {
    return switch (type) {
      case JPEG -> Optional.of(ofJpeg(original));
      case PNG -> Optional.of(ofPng(original));
      case WEBP -> Optional.of(ofWebp(original));
      case TIFF -> Optional.of(ofTiff(original));
      case GIF -> Optional.of(ofGif(original));
      case BMP -> Optional.of(ofBmp(original));
      case JPEG_2000 -> Optional.of(ofJpeg2000(original));
      case RAW -> RawPreview.find(original).map(RawPreview::header);
      case HEIC, AVIF, MP4, QUICKTIME -> Optional.empty();
    };
  }

  static Orientation orientationIn(ByteReader tiff) {
    return Orientation.ofExif(
        TiffDirectories.read(tiff).number(TiffDirectories.ORIENTATION).orElse(1));
  }

  private static PictureHeader ofJpeg(byte[] original) {
    JpegSegments segments = JpegSegments.read(original, 0);
    return new PictureHeader(segments.width(), segments.height(), orientationIn(segments.exif()));
  }

  /** PNG (Third Edition), 5.3: eight bytes of signature, then chunks; IHDR is the first. */
  private static PictureHeader ofPng(byte[] original) {
    ByteReader png = ByteReader.bigEndian(original);
    Orientation orientation = Orientation.UPRIGHT;
    long at = 8;
    while (at + 12 <= png.length() && !png.says(at + 4, "IEND")) {
      long size = png.u32(at);
      if (png.says(at + 4, "eXIf")) {
        orientation = orientationIn(png.part(at + 8, size));
      }
      at += 12 + size;
    }
    return new PictureHeader(png.u32(16), png.u32(20), orientation);
  }

  /** RFC 9649, 2: RIFF chunks, the first of which is VP8, VP8L or VP8X. */
  private static PictureHeader ofWebp(byte[] original) {
    ByteReader webp = ByteReader.littleEndian(original);
    if (webp.says(12, "VP8L")) {
      long packed = webp.u32(21);
      return new PictureHeader(
          (packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1, Orientation.UPRIGHT);
    }
    if (!webp.says(12, "VP8X")) {
      return new PictureHeader(webp.u16(26) & 0x3fff, webp.u16(28) & 0x3fff, Orientation.UPRIGHT);
    }
    Orientation orientation = Orientation.UPRIGHT;
    long at = 12;
    while (at + 8 <= webp.length()) {
      long size = webp.u32(at + 4);
      if (webp.says(at, "EXIF")) {
        int prefix = webp.says(at + 8, "Exif\0") ? 6 : 0;
        orientation = orientationIn(webp.part(at + 8 + prefix, size - prefix));
      }
      at += 8 + size + (size & 1);
    }
    long width = (webp.u32(24) & 0xffffff) + 1;
    long height = (webp.u32(27) & 0xffffff) + 1;
    return new PictureHeader(width, height, orientation);
  }

  private static PictureHeader ofTiff(byte[] original) {
    TiffDirectories tiff = TiffDirectories.read(ByteReader.bigEndian(original));
    return new PictureHeader(
        tiff.number(TiffDirectories.WIDTH).orElse(0),
        tiff.number(TiffDirectories.HEIGHT).orElse(0),
        Orientation.ofExif(tiff.number(TiffDirectories.ORIENTATION).orElse(1)));
  }

  private static PictureHeader ofGif(byte[] original) {
    ByteReader gif = ByteReader.littleEndian(original);
    return new PictureHeader(gif.u16(6), gif.u16(8), Orientation.UPRIGHT);
  }

  /** Twelve bytes of BITMAPCOREHEADER hold 16-bit sides; every later header holds 32-bit ones. */
  private static PictureHeader ofBmp(byte[] original) {
    ByteReader bmp = ByteReader.littleEndian(original);
    if (bmp.u32(14) == 12) {
      return new PictureHeader(bmp.u16(18), bmp.u16(20), Orientation.UPRIGHT);
    }
    return new PictureHeader(
        Math.abs((long) bmp.s32(18)), Math.abs((long) bmp.s32(22)), Orientation.UPRIGHT);
  }

  /**
   * The SIZ segment of the codestream (ITU-T T.800, A.5.1), which follows its start marker at once:
   * the reference grid less the offset of the picture in it.
   */
  private static PictureHeader ofJpeg2000(byte[] original) {
    ByteReader file = ByteReader.bigEndian(original);
    for (int at = 0; at + 24 < file.length(); at++) {
      if (file.u8(at) == 0xff && file.s32(at) == 0xff4fff51) {
        long width = file.u32(at + 8) - file.u32(at + 16);
        long height = file.u32(at + 12) - file.u32(at + 20);
        return new PictureHeader(Math.max(0, width), Math.max(0, height), Orientation.UPRIGHT);
      }
    }
    return new PictureHeader(0, 0, Orientation.UPRIGHT);
  }
}
