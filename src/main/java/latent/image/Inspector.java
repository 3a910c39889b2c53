package latent.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import latent.photo.MediaType;

/** Reads what an original says of itself. */
public final class Inspector {

  private Inspector() {}

  /**
   * What the original says; a part that is broken or absurd is left out, never the whole.
   *
   * @throws UnreadablePictureException if these bytes are no kind of picture or video known here
   */
  public static Inspection inspect(byte[] original) {
    Optional<MediaType> detected = MediaTypeDetector.detect(original);
    if (detected.isEmpty()) {
      throw new UnreadablePictureException("this is no kind of picture or video known here");
    }
    MediaType type = detected.get();
    PictureHeader header = header(type, original);
    Metadata metadata = metadata(original);
    return new Inspection(
        type,
        side(header.uprightWidth()),
        side(header.uprightHeight()),
        new TakenAtReader(metadata, Clock.systemUTC()).read(),
        PlaceReader.read(metadata),
        CameraReader.read(metadata));
  }

  private static int side(long claimed) {
    return claimed > 0 && claimed <= Integer.MAX_VALUE ? (int) claimed : 0;
  }

  private static PictureHeader header(MediaType type, byte[] original) {
    PictureHeader unknown = new PictureHeader(0, 0, Orientation.UPRIGHT);
    return switch (type) {
      case HEIC, AVIF, MP4, QUICKTIME -> {
        try (ContainerReader reader = ContainerReader.open(original, type.name() + " data")) {
          yield reader.header();
        } catch (UnreadablePictureException unreadable) {
          yield unknown;
        }
      }
      case JPEG, PNG, WEBP, TIFF, GIF, BMP, JPEG_2000, RAW ->
          PictureHeader.read(type, original).orElse(unknown);
    };
  }

  /** Everything that the metadata library finds; nothing where it stumbles over the bytes. */
  private static Metadata metadata(byte[] original) {
    try {
      return ImageMetadataReader.readMetadata(new ByteArrayInputStream(original), original.length);
    } catch (ImageProcessingException
        | IOException
        | RuntimeException
        | StackOverflowError
        | OutOfMemoryError broken) {
      return new Metadata();
    }
  }
}
