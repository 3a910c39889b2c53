package latent.vault;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import latent.photo.Fact;
import latent.photo.FactFormat;
import latent.photo.PhotoId;

/** The written form of a {@link FactSegment}; see the package's specification. */
final class FactSegmentFormat {

  private static final int VERSION = 2;

  /** From this version on a segment tells of the entries that the device stored. */
  private static final int TELLS_OF_ENTRIES = 2;

  private static final int DIGEST = 32;

  private FactSegmentFormat() {}

  static byte[] write(
      String device,
      long sequence,
      byte[] previousDigest,
      List<Fact> facts,
      List<Announcement> entries) {
    if (previousDigest.length != DIGEST) {
      throw new IllegalArgumentException("a digest of " + previousDigest.length + " bytes");
    }
    return Payload.write(
        VERSION,
        out -> {
          out.writeUTF(device);
          out.writeLong(sequence);
          out.write(previousDigest);
          out.writeInt(facts.size());
          for (Fact fact : facts) {
            Payload.writeBytes(out, FactFormat.write(fact));
          }
          out.writeInt(entries.size());
          for (Announcement entry : entries) {
            out.writeUTF(entry.entry());
            out.writeLong(entry.copiesBytes());
          }
        });
  }

  static FactSegment read(String objectName, byte[] payload) {
    return Payload.read(
        payload, VERSION, (in, version) -> read(objectName, digest(payload), in, version));
  }

  static byte[] digest(byte[] payload) {
    return PhotoId.newDigest().digest(payload);
  }

  private static FactSegment read(String objectName, byte[] digest, DataInputStream in, int version)
      throws IOException {
    String device = in.readUTF();
    long sequence = in.readLong();
    byte[] previousDigest = new byte[DIGEST];
    in.readFully(previousDigest);
    int count = in.readInt();
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      facts.add(FactFormat.read(Payload.readBytes(in, in.available())));
    }
    List<Announcement> entries = new ArrayList<>();
    int told = version < TELLS_OF_ENTRIES ? 0 : in.readInt();
    for (int i = 0; i < told; i++) {
      entries.add(new Announcement(in.readUTF(), in.readLong()));
    }
    return new FactSegment(objectName, device, sequence, previousDigest, digest, facts, entries);
  }
}
