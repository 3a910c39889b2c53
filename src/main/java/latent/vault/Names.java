package latent.vault;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import latent.crypto.NameKey;
import latent.photo.Features;
import latent.photo.ModelName;
import latent.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/** The names of objects, which follow from what they mean and the name key. */
final class Names {

  private static final int NAME_BYTES = 20;

  private final NameKey key;

  Names(NameKey key) {
    this.key = key;
  }

  String original(PhotoId photo) {
    return name(Kind.ORIGINAL, "original", out -> out.write(photo.digest()));
  }

  String copies(PhotoId photo) {
    return name(Kind.COPIES, "copies", out -> out.write(photo.digest()));
  }

  String entry(PhotoId photo, @Nullable Features features) {
    return name(
        Kind.FEATURES,
        "entry",
        out -> {
          out.write(photo.digest());
          out.writeByte(features == null ? 0 : 1);
          if (features != null) {
            write(out, features.detector());
            write(out, features.embedder());
            out.writeByte(features.source().ordinal());
          }
        });
  }

  String facts(byte[] digest) {
    return name(Kind.FACTS, "facts", out -> out.write(digest));
  }

  String lease(String work) {
    return name(Kind.LEASE, "lease", out -> out.writeUTF(work));
  }

  private static void write(DataOutputStream out, ModelName model) throws IOException {
    out.writeUTF(model.name());
    out.writeUTF(model.version());
  }

  private interface Meaning {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private String name(Kind kind, String word, Meaning meaning) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(message)) {
      out.write(word.getBytes(StandardCharsets.US_ASCII));
      out.writeByte(0);
      meaning.writeTo(out);
    } catch (IOException impossible) {
      throw new AssertionError("memory does not fail to take bytes", impossible);
    }
    String hex = HexFormat.of().formatHex(key.name(message.toByteArray()), 0, NAME_BYTES);
    return kind.prefix() + hex.substring(0, 2) + "/" + hex.substring(2);
  }
}
