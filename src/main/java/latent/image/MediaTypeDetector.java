package latent.image;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import latent.photo.MediaType;

/**
 * Tells what a file is by its first bytes; safe on bytes that nobody vouches for, in any process.
 *
 * <p>The first 4 KiB suffice. A TIFF-based raw file is told from a plain TIFF by its first
 * directory, which cameras write at the head.
 */
public final class MediaTypeDetector {

  /** Brands of still pictures coded with HEVC (ISO/IEC 23008-12, annex B.4). */
  private static final Set<String> HEIC_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs");

  /** Brands of still pictures coded with AV1 (AV1 Image File Format 1.1, section 6). */
  private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");

  /** Brands that say "a HEIF picture" and leave the coding open. */
  private static final Set<String> HEIF_BRANDS = Set.of("mif1", "mif2", "msf1", "miaf", "1pic");

  private static final Set<String> MP4_BRANDS =
      Set.of(
          "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42",
          "avc1", "hvc1", "hev1", "M4V ", "M4VH", "M4VP", "mmp4", "MSNV", "XAVC", "f4v ", "3gp4",
          "3gp5", "3gp6", "3gp7", "3g2a", "3g2b", "dash", "mp71", "av01");

  /** The first box of a QuickTime movie older than the brand box. */
  private static final Set<String> QUICKTIME_BOXES =
      Set.of("moov", "mdat", "wide", "free", "skip", "pnot");

  /** Ways of coding that only raw files use: Nikon, Sony, Pentax, Samsung, Panasonic, Canon. */
  private static final Set<Long> RAW_COMPRESSIONS =
      Set.of(34713L, 32767L, 65535L, 32769L, 32770L, 32772L, 34316L);

  /** Colour filter array, and linear raw. */
  private static final Set<Long> RAW_PHOTOMETRICS = Set.of(32803L, 34892L);

  private static final int FTYP_BRANDS_AT = 16;
  private static final int MOST_BRANDS = 64;

  private MediaTypeDetector() {}

  /** What a file that begins with these bytes is; empty if it is none of {@link MediaType}. */
  public static Optional<MediaType> detect(byte[] head) {
    ByteReader big = ByteReader.bigEndian(head);
    if (big.s32(0) >>> 8 == 0xffd8ff) {
      return Optional.of(MediaType.JPEG);
    }
    if (big.says(0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(MediaType.PNG);
    }
    if (big.says(0, "GIF87a") || big.says(0, "GIF89a")) {
      return Optional.of(MediaType.GIF);
    }
    if (big.says(0, "RIFF") && big.says(8, "WEBP")) {
      return Optional.of(MediaType.WEBP);
    }
    if (big.says(4, "jP  \r\n\u0087\n") || big.s32(0) == 0xff4fff51) {
      return Optional.of(MediaType.JPEG_2000);
    }
    if (isBmp(head)) {
      return Optional.of(MediaType.BMP);
    }
    if (isOwnKindOfRaw(big)) {
      return Optional.of(MediaType.RAW);
    }
    if (isTiff(big)) {
      return Optional.of(isRawTiff(big) ? MediaType.RAW : MediaType.TIFF);
    }
    return big.says(4, "ftyp") ? ofBrands(big) : ofFirstBox(big);
  }

  private static boolean isBmp(byte[] head) {
    ByteReader bmp = ByteReader.littleEndian(head);
    long headerBytes = bmp.u32(14);
    return bmp.says(0, "BM") && bmp.u32(6) == 0 && headerBytes >= 12 && headerBytes <= 124;
  }

  /** Fujifilm RAF, Olympus ORF, Panasonic RW2, Minolta MRW, Sigma X3F, Canon CRW. */
  private static boolean isOwnKindOfRaw(ByteReader head) {
    return head.says(0, "FUJIFILMCCD-RAW")
        || head.says(0, "IIRO")
        || head.says(0, "IIRS")
        || head.says(0, "MMOR")
        || head.says(0, "IIU\0")
        || head.says(0, "\0MRM")
        || head.says(0, "FOVb")
        || head.says(6, "HEAPCCDR");
  }

  private static boolean isTiff(ByteReader head) {
    return head.says(0, "II*\0")
        || head.says(0, "MM\0*")
        || head.says(0, "II+\0")
        || head.says(0, "MM\0+");
  }

  private static boolean isRawTiff(ByteReader head) {
    TiffDirectories tiff = TiffDirectories.read(head);
    boolean thumbnailFirst = (tiff.number(TiffDirectories.NEW_SUBFILE_TYPE).orElse(0) & 1) == 1;
    boolean fromCamera = tiff.has(TiffDirectories.MAKE);
    return head.says(8, "CR\u0002")
        || tiff.has(TiffDirectories.DNG_VERSION)
        || (fromCamera && thumbnailFirst)
        || (fromCamera
            && RAW_COMPRESSIONS.contains(tiff.number(TiffDirectories.COMPRESSION).orElse(1)))
        || RAW_PHOTOMETRICS.contains(tiff.number(TiffDirectories.PHOTOMETRIC).orElse(0));
  }

  private static Optional<MediaType> ofBrands(ByteReader head) {
    String major = head.ascii(8, 4);
    Set<String> brands = new HashSet<>(Set.of(major));
    long end = Math.min(head.u32(0), head.length());
    for (int at = FTYP_BRANDS_AT; at + 4 <= end && brands.size() < MOST_BRANDS; at += 4) {
      brands.add(head.ascii(at, 4));
    }
    if (major.equals("crx ")) {
      return Optional.of(MediaType.RAW);
    }
    if (major.equals("qt  ")) {
      return Optional.of(MediaType.QUICKTIME);
    }
    if (HEIC_BRANDS.contains(major)) {
      return Optional.of(MediaType.HEIC);
    }
    if (AVIF_BRANDS.contains(major)) {
      return Optional.of(MediaType.AVIF);
    }
    if (HEIF_BRANDS.contains(major)) {
      return Optional.of(sharesOne(brands, AVIF_BRANDS) ? MediaType.AVIF : MediaType.HEIC);
    }
    if (sharesOne(brands, MP4_BRANDS)) {
      return Optional.of(MediaType.MP4);
    }
    if (sharesOne(brands, AVIF_BRANDS)) {
      return Optional.of(MediaType.AVIF);
    }
    boolean picture = sharesOne(brands, HEIC_BRANDS) || sharesOne(brands, HEIF_BRANDS);
    return picture ? Optional.of(MediaType.HEIC) : Optional.empty();
  }

  private static boolean sharesOne(Set<String> brands, Set<String> known) {
    return brands.stream().anyMatch(known::contains);
  }

  private static Optional<MediaType> ofFirstBox(ByteReader head) {
    boolean movie = QUICKTIME_BOXES.contains(head.ascii(4, 4)) && head.u32(0) >= 8;
    return movie ? Optional.of(MediaType.QUICKTIME) : Optional.empty();
  }
}
