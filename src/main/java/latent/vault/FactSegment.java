package latent.vault;

import java.util.Arrays;
import java.util.List;
import latent.photo.Fact;

/**
 * A part of what was said on one device, and of which entries it stored, as the vault keeps it:
 * parts are only ever added, and each holds the digest of the one before.
 *
 * @param objectName where it lies
 * @param sequence 0 for the device's first
 * @param previousDigest the {@code digest} of the device's segment before; 32 zero bytes for the
 *     first
 * @param digest SHA-256 of the written segment
 */
public record FactSegment(
    String objectName,
    String device,
    long sequence,
    byte[] previousDigest,
    byte[] digest,
    List<Fact> facts,
    List<Announcement> entries) {

  public FactSegment {
    facts = List.copyOf(facts);
    entries = List.copyOf(entries);
  }

  /** What the first segment of a device gives as the digest before it. */
  public static byte[] noDigest() {
    return new byte[32];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FactSegment that
        && objectName.equals(that.objectName)
        && device.equals(that.device)
        && sequence == that.sequence
        && Arrays.equals(previousDigest, that.previousDigest)
        && Arrays.equals(digest, that.digest)
        && facts.equals(that.facts)
        && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }
}
