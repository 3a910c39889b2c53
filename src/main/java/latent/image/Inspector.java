package latent.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
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
    Container container = container(type, original);
    PictureHeader header = PictureHeader.read(type, original).orElse(container.header);
    Metadata metadata = metadata(type, original);
    return new Inspection(
        type,
        side(header.uprightWidth()),
        side(header.uprightHeight()),
        new TakenAtReader(metadata, Clock.systemUTC()).read(),
        PlaceReader.read(metadata, container.location),
        CameraReader.read(metadata));
  }

  /** What a file of boxes says, or nothing. */
  private record Container(PictureHeader header, String location) {

    static final Container NONE = new Container(new PictureHeader(0, 0, Orientation.UPRIGHT), "");
  }

  private static Container container(MediaType type, byte[] original) {
    return switch (type) {
      case HEIC, AVIF, MP4, QUICKTIME -> {
        try (ContainerReader reader = ContainerReader.open(original, type.name() + " data")) {
          yield new Container(reader.header(), reader.location());
        } catch (UnreadablePictureException unreadable) {
          yield Container.NONE;
        }
      }
      case JPEG, PNG, WEBP, TIFF, GIF, BMP, JPEG_2000, RAW -> Container.NONE;
    };
  }

  private static int side(long claimed) {
    return claimed > 0 && claimed <= Integer.MAX_VALUE ? (int) claimed : 0;
  }

  /** Everything that the metadata library finds; nothing where it stumbles over the bytes. */
  private static Metadata metadata(MediaType type, byte[] original) {
    try {
      if (type == MediaType.RAW) {
        Metadata canon = canon(original);
        if (canon.getDirectoryCount() > 0) {
          return canon;
        }
      }
      return ImageMetadataReader.readMetadata(new ByteArrayInputStream(original), original.length);
    } catch (ImageProcessingException
        | IOException
        | RuntimeException
        | StackOverflowError
        | OutOfMemoryError broken) {
      return new Metadata();
    }
  }

  /** What is in the boxes of a Canon CR3, which the metadata library does not open. */
  private static Metadata canon(byte[] original) {
    Metadata metadata = new Metadata();
    for (String kind : List.of("CMT1", "CMT2")) {
      ByteReader box = RawPreview.canonBox(original, kind);
      if (box.length() > 0) {
        byte[] tiff = Arrays.copyOfRange(original, box.start(), box.end());
        new ExifReader().extract(new ByteArrayReader(tiff), metadata);
      }
    }
    return metadata;
  }
}
