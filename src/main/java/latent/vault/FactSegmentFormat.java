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

  private static final int DIGEST = 32;

  private FactSegmentFormat() {}

  static byte[] write(String device, long sequence, byte[] previousDigest, List<Fact> facts) {
    if (previousDigest.length != DIGEST) {
      throw new IllegalArgumentException("a digest of " + previousDigest.length + " bytes");
    }
    return Payload.write(
        out -> {
          out.writeUTF(device);
          out.writeLong(sequence);
          out.write(previousDigest);
          out.writeInt(facts.size());
          for (Fact fact : facts) {
            Payload.writeBytes(out, FactFormat.write(fact));
          }
        });
  }

  static FactSegment read(String objectName, byte[] payload) {
    return Payload.read(payload, in -> read(objectName, digest(payload), in));
  }

  static byte[] digest(byte[] payload) {
    return PhotoId.newDigest().digest(payload);
  }

  private static FactSegment read(String objectName, byte[] digest, DataInputStream in)
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
    return new FactSegment(objectName, device, sequence, previousDigest, digest, facts);
  }
}
