package latent.photo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of an original: the SHA-256 of its bytes, as 64 lower-case hexadecimal digits.
 *
 * <p>Two files with the same bytes have the same name, which is where duplicates end.
 */
public record PhotoId(String hex) implements Comparable<PhotoId> {

  /**
   * @throws IllegalArgumentException if {@code hex} is not 64 lower-case hexadecimal digits
   */
  public PhotoId {
    if (!isPhotoId(hex)) {
      throw new IllegalArgumentException("not a photo's name (64 hexadecimal digits): " + hex);
    }
  }

  public static boolean isPhotoId(String text) {
    return text.length() == 64 && areDigits(text);
  }

  /** Whether a text is of lower-case hexadecimal digits. */
  static boolean areDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (!((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  /** The name of an original of which these are all the bytes. */
  public static PhotoId of(byte[] original) {
    return ofDigest(newDigest().digest(original));
  }

  /** The name whose SHA-256 has been computed already; {@code digest} has 32 bytes. */
  public static PhotoId ofDigest(byte[] digest) {
    return new PhotoId(HexFormat.of().formatHex(digest));
  }

  /** A fresh SHA-256, for a caller that sees the bytes go by. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  /** The 32 bytes of the digest. */
  public byte[] digest() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public int compareTo(PhotoId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
