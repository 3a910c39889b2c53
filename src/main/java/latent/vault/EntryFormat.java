package latent.vault;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;
import latent.crypto.Padding;
import latent.photo.Features;
import latent.photo.FeaturesFormat;
import latent.photo.MalformedException;
import latent.photo.Photo;
import latent.photo.PhotoFormat;
import org.jspecify.annotations.Nullable;

/** The written form of an {@link Entry}; see the package's specification. */
final class EntryFormat {

  private EntryFormat() {}

  static byte[] write(Photo photo, Optional<String> unreadable, @Nullable Features features) {
    return Payload.write(
        out -> {
          Payload.writeBytes(out, PhotoFormat.write(photo));
          out.writeByte(unreadable.isPresent() ? 1 : 0);
          if (unreadable.isPresent()) {
            out.writeUTF(unreadable.get());
          }
          Payload.writeBytes(out, features == null ? new byte[0] : FeaturesFormat.write(features));
        });
  }

  static Entry read(String objectName, byte[] payload) {
    long sealedBytes = Padding.COARSE.sealedSize(payload.length);
    return Payload.read(payload, in -> read(objectName, sealedBytes, in));
  }

  private static Entry read(String objectName, long sealedBytes, DataInputStream in)
      throws IOException {
    Photo photo = PhotoFormat.read(Payload.readBytes(in, in.available()));
    Optional<String> unreadable =
        in.readUnsignedByte() == 1 ? Optional.of(in.readUTF()) : Optional.empty();
    byte[] written = Payload.readBytes(in, in.available());
    Optional<Features> features =
        written.length == 0 ? Optional.empty() : Optional.of(FeaturesFormat.read(written));
    if (features.isPresent() && !features.get().photo().equals(photo.id())) {
      throw new MalformedException("its features are another photo's", null);
    }
    return new Entry(objectName, sealedBytes, photo, unreadable, features);
  }
}
