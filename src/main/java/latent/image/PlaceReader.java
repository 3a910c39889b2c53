package latent.image;

import com.drew.lang.GeoLocation;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.mov.metadata.QuickTimeMetadataDirectory;
import com.drew.metadata.mp4.Mp4Directory;
import com.drew.metadata.xmp.XmpDirectory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import latent.photo.Place;
import org.jspecify.annotations.Nullable;

/** Reads where a photo was taken: from GPS tags, a movie's location, or XMP. */
final class PlaceReader {

  /** ISO 6709 in decimal degrees, as movies write it: {@code +48.8577+002.2950+035/}. */
  private static final Pattern ISO_6709 =
      Pattern.compile("([+-]\\d{1,2}(?:\\.\\d{1,12})?)([+-]\\d{1,3}(?:\\.\\d{1,12})?).*");

  /** XMP's GPSCoordinate: degrees, minutes and perhaps seconds, then N, S, E or W. */
  private static final Pattern XMP_COORDINATE =
      Pattern.compile(
          "(\\d{1,3}),(\\d{1,2}(?:\\.\\d{1,12})?)(?:,(\\d{1,2}(?:\\.\\d{1,12})?))?([NSEW])");

  private PlaceReader() {}

  /**
   * @param location what a container's reader found besides, as ISO 6709; may be empty
   */
  static @Nullable Place read(Metadata metadata, String location) {
    Place place = read(metadata);
    return place == null ? ofIso6709(location) : place;
  }

  private static @Nullable Place read(Metadata metadata) {
    for (GpsDirectory gps : metadata.getDirectoriesOfType(GpsDirectory.class)) {
      GeoLocation location = gps.getGeoLocation();
      Place place =
          location == null ? null : place(location.getLatitude(), location.getLongitude());
      if (place != null) {
        return place;
      }
    }
    Place filmed = ofMovie(metadata);
    return filmed == null ? ofXmp(metadata) : filmed;
  }

  private static @Nullable Place ofMovie(Metadata metadata) {
    for (QuickTimeMetadataDirectory movie :
        metadata.getDirectoriesOfType(QuickTimeMetadataDirectory.class)) {
      String text = movie.getString(QuickTimeMetadataDirectory.TAG_LOCATION_ISO6709);
      Place place = ofIso6709(text == null ? "" : text);
      if (place != null) {
        return place;
      }
    }
    for (Mp4Directory movie : metadata.getDirectoriesOfType(Mp4Directory.class)) {
      Double latitude = movie.getDoubleObject(Mp4Directory.TAG_LATITUDE);
      Double longitude = movie.getDoubleObject(Mp4Directory.TAG_LONGITUDE);
      if (latitude != null && longitude != null) {
        return place(latitude, longitude);
      }
    }
    return null;
  }

  private static @Nullable Place ofIso6709(String text) {
    Matcher matcher = ISO_6709.matcher(text.strip());
    return matcher.matches()
        ? place(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)))
        : null;
  }

  private static @Nullable Place ofXmp(Metadata metadata) {
    for (XmpDirectory xmp : metadata.getDirectoriesOfType(XmpDirectory.class)) {
      Double latitude = coordinate(xmp.getXmpProperties().get("exif:GPSLatitude"));
      Double longitude = coordinate(xmp.getXmpProperties().get("exif:GPSLongitude"));
      if (latitude != null && longitude != null) {
        return place(latitude, longitude);
      }
    }
    return null;
  }

  private static @Nullable Double coordinate(@Nullable String text) {
    Matcher matcher = XMP_COORDINATE.matcher(text == null ? "" : text.strip());
    if (!matcher.matches()) {
      return null;
    }
    double seconds = matcher.group(3) == null ? 0 : Double.parseDouble(matcher.group(3));
    double degrees =
        Double.parseDouble(matcher.group(1))
            + Double.parseDouble(matcher.group(2)) / 60
            + seconds / 3600;
    return "SW".contains(matcher.group(4)) ? -degrees : degrees;
  }

  /**
   * Null for what is not on the earth, and for (0, 0), which cameras write when they don't know.
   */
  private static @Nullable Place place(double latitude, double longitude) {
    boolean unknown = latitude == 0 && longitude == 0;
    boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return onEarth && !unknown ? new Place(latitude, longitude) : null;
  }
}
