package latent.photo;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A face's name: 16 hexadecimal digits that follow from the photo and the box alone, so that the
 * same picture read by the same model always gives the same names, on every device.
 */
public record FaceId(String hex) implements Comparable<FaceId> {

  /** Boxes are compared to this fraction of the picture's side. */
  private static final double GRID = 1.0 / 65536;

  private static final int DIGITS = 16;

  /**
   * @throws IllegalArgumentException if {@code hex} is not 16 lower-case hexadecimal digits
   */
  public FaceId {
    if (hex.length() != DIGITS || !PhotoId.areDigits(hex)) {
      throw new IllegalArgumentException("not a face's name (16 hexadecimal digits): " + hex);
    }
  }

  /**
   * The first 8 bytes of SHA-256 over the photo's digest and the box's four numbers in 1/65536 of a
   * side.
   */
  public static FaceId of(PhotoId photo, Box box) {
    MessageDigest digest = PhotoId.newDigest();
    digest.update(photo.digest());
    ByteBuffer numbers = ByteBuffer.allocate(16);
    for (double side : new double[] {box.x(), box.y(), box.width(), box.height()}) {
      numbers.putInt((int) Math.round(side / GRID));
    }
    digest.update(numbers.array());
    return new FaceId(HexFormat.of().formatHex(digest.digest(), 0, 8));
  }

  @Override
  public int compareTo(FaceId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
