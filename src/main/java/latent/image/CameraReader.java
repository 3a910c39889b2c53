package latent.image;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.mov.metadata.QuickTimeMetadataDirectory;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads which camera took a photo, as maker and model. */
final class CameraReader {

  private static final int MOST_CHARACTERS = 128;

  private CameraReader() {}

  static @Nullable String read(Metadata metadata) {
    for (ExifIFD0Directory exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
      String camera = camera(exif, ExifIFD0Directory.TAG_MAKE, ExifIFD0Directory.TAG_MODEL);
      if (camera != null) {
        return camera;
      }
    }
    for (QuickTimeMetadataDirectory movie :
        metadata.getDirectoriesOfType(QuickTimeMetadataDirectory.class)) {
      String camera =
          camera(movie, QuickTimeMetadataDirectory.TAG_MAKE, QuickTimeMetadataDirectory.TAG_MODEL);
      if (camera != null) {
        return camera;
      }
    }
    return null;
  }

  private static @Nullable String camera(Directory directory, int makeTag, int modelTag) {
    String make = tidy(directory.getString(makeTag));
    String model = tidy(directory.getString(modelTag));
    boolean repeats = model.toLowerCase(Locale.ROOT).startsWith(make.toLowerCase(Locale.ROOT));
    String camera = repeats ? model : (make + " " + model).strip();
    return camera.isEmpty() ? null : camera;
  }

  /** Text as one line without control characters. */
  private static String tidy(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String line = text.replaceAll("\\p{Cntrl}|\\uFFFD", " ").replaceAll("\\s+", " ").strip();
    return line.substring(0, Math.min(line.length(), MOST_CHARACTERS));
  }
}
