package latent.photo;

import java.util.Locale;
import java.util.Optional;

/** What an original is, told by its content and never by its name. */
public enum MediaType {
  JPEG("image/jpeg", "jpg", Kind.PICTURE),
  PNG("image/png", "png", Kind.PICTURE),
  WEBP("image/webp", "webp", Kind.PICTURE),
  HEIC("image/heic", "heic", Kind.PICTURE),
  AVIF("image/avif", "avif", Kind.PICTURE),
  TIFF("image/tiff", "tif", Kind.PICTURE),
  GIF("image/gif", "gif", Kind.PICTURE),
  BMP("image/bmp", "bmp", Kind.PICTURE),
  JPEG_2000("image/jp2", "jp2", Kind.PICTURE),
  RAW("image/x-raw", "raw", Kind.RAW),
  MP4("video/mp4", "mp4", Kind.VIDEO),
  QUICKTIME("video/quicktime", "mov", Kind.VIDEO);

  /** The broad sorts that are treated alike. */
  public enum Kind {
    PICTURE,
    RAW,
    VIDEO
  }

  private final String mime;
  private final String extension;
  private final Kind kind;

  MediaType(String mime, String extension, Kind kind) {
    this.mime = mime;
    this.extension = extension;
    this.kind = kind;
  }

  /** The IANA media type, such as {@code image/jpeg}. */
  public String mime() {
    return mime;
  }

  /** The usual file name ending, without the dot. */
  public String extension() {
    return extension;
  }

  public Kind kind() {
    return kind;
  }

  public static Optional<MediaType> ofName(String name) {
    for (MediaType type : values()) {
      if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
