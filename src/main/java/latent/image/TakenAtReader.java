package latent.image;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.mov.QuickTimeDirectory;
import com.drew.metadata.mov.metadata.QuickTimeMetadataDirectory;
import com.drew.metadata.mp4.Mp4Directory;
import com.drew.metadata.xmp.XmpDirectory;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import latent.photo.TakenAt;
import org.jspecify.annotations.Nullable;

/**
 * Reads when a photo was taken. Of what the file says the first that is not absurd counts: EXIF
 * DateTimeOriginal, DateTimeDigitized, the movie's creation date, XMP, the satellites' time, and
 * last EXIF DateTime, which old cameras write alone.
 */
final class TakenAtReader {

  /** The year of the oldest photograph that is left, Niépce's view from Le Gras. */
  private static final int FIRST_YEAR = 1826;

  /** A movie whose clock was not set says the epoch of its format, the first day of this year. */
  private static final int UNSET_MOVIE_YEAR = 1904;

  /** No clock on earth is further from UTC. */
  private static final Duration FURTHEST_OFFSET = Duration.ofHours(15);

  /** Offsets from UTC are multiples of this. */
  private static final long OFFSET_STEP_SECONDS = 15 * 60;

  /** A satellite time may be so much older than the picture. */
  private static final long SATELLITE_LAG_SECONDS = 60;

  private static final Pattern DATE_AND_TIME =
      Pattern.compile(
          "(\\d{4})[:\\-/.](\\d{1,2})[:\\-/.](\\d{1,2})[ T]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\.(\\d{1,9})\\d*)?"
              + "\\s*(Z|[+-]\\d{2}:?\\d{2})?.*",
          Pattern.DOTALL);

  private static final List<String> XMP_DATES =
      List.of("exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate");

  private final Metadata metadata;
  private final Clock clock;

  TakenAtReader(Metadata metadata, Clock clock) {
    this.metadata = metadata;
    this.clock = clock;
  }

  @Nullable TakenAt read() {
    List<Supplier<@Nullable TakenAt>> sources =
        List.of(
            () ->
                exif(
                    ExifDirectoryBase.TAG_DATETIME_ORIGINAL,
                    ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL,
                    ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL),
            () ->
                exif(
                    ExifDirectoryBase.TAG_DATETIME_DIGITIZED,
                    ExifDirectoryBase.TAG_SUBSECOND_TIME_DIGITIZED,
                    ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED),
            this::movie,
            this::xmp,
            this::satellites,
            () ->
                exif(
                    ExifDirectoryBase.TAG_DATETIME,
                    ExifDirectoryBase.TAG_SUBSECOND_TIME,
                    ExifDirectoryBase.TAG_TIME_ZONE));
    for (Supplier<@Nullable TakenAt> source : sources) {
      TakenAt taken = source.get();
      if (taken != null) {
        return taken.offset() == null ? withOffsetOfSatellites(taken) : taken;
      }
    }
    return null;
  }

  private @Nullable TakenAt exif(int dateTag, int fractionTag, int offsetTag) {
    for (Directory directory : metadata.getDirectories()) {
      boolean exif =
          directory instanceof ExifSubIFDDirectory || directory instanceof ExifIFD0Directory;
      String text = exif ? directory.getString(dateTag) : null;
      if (text != null) {
        TakenAt taken = parse(text, fraction(fractionTag), first(offsetTag));
        if (taken != null) {
          return taken;
        }
      }
    }
    return null;
  }

  /** The first text of a tag in any EXIF directory, or empty. */
  private String first(int tag) {
    for (ExifDirectoryBase directory : metadata.getDirectoriesOfType(ExifDirectoryBase.class)) {
      String text = directory.getString(tag);
      if (text != null) {
        return text.strip();
      }
    }
    return "";
  }

  private String fraction(int tag) {
    String digits = first(tag);
    return digits.matches("\\d{1,9}") ? "." + digits : "";
  }

  private @Nullable TakenAt movie() {
    for (QuickTimeMetadataDirectory movie :
        metadata.getDirectoriesOfType(QuickTimeMetadataDirectory.class)) {
      String text = movie.getString(QuickTimeMetadataDirectory.TAG_CREATION_DATE);
      TakenAt taken = text == null ? null : parse(text, "", "");
      if (taken != null) {
        return taken;
      }
    }
    TakenAt apple = created(QuickTimeDirectory.class, QuickTimeDirectory.TAG_CREATION_TIME);
    return apple == null ? created(Mp4Directory.class, Mp4Directory.TAG_CREATION_TIME) : apple;
  }

  /** The creation time in a movie's header, which is UTC (ISO/IEC 14496-12, 8.2.2). */
  private <D extends Directory> @Nullable TakenAt created(Class<D> kind, int tag) {
    for (D movie : metadata.getDirectoriesOfType(kind)) {
      Date date = movie.getDate(tag);
      if (date != null) {
        LocalDateTime time = LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC);
        if (time.getYear() > UNSET_MOVIE_YEAR) {
          return sane(new TakenAt(time, ZoneOffset.UTC, TakenAt.Source.METADATA));
        }
      }
    }
    return null;
  }

  private @Nullable TakenAt xmp() {
    for (XmpDirectory xmp : metadata.getDirectoriesOfType(XmpDirectory.class)) {
      for (String name : XMP_DATES) {
        String text = xmp.getXmpProperties().get(name);
        TakenAt taken = text == null ? null : parse(text, "", "");
        if (taken != null) {
          return taken;
        }
      }
    }
    return null;
  }

  private @Nullable TakenAt satellites() {
    for (GpsDirectory gps : metadata.getDirectoriesOfType(GpsDirectory.class)) {
      LocalDateTime time = satelliteTime(gps);
      if (time != null) {
        return sane(new TakenAt(time, ZoneOffset.UTC, TakenAt.Source.GPS));
      }
    }
    return null;
  }

  /** Date and time of the GPS tags, in UTC; null unless both are there. */
  private static @Nullable LocalDateTime satelliteTime(GpsDirectory gps) {
    Date date = gps.getGpsDate();
    return date == null ? null : LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC);
  }

  /**
   * A wall clock without an offset, given the one that brings it to the satellites' time, if there
   * is such a one.
   */
  private TakenAt withOffsetOfSatellites(TakenAt taken) {
    for (GpsDirectory gps : metadata.getDirectoriesOfType(GpsDirectory.class)) {
      LocalDateTime utc = satelliteTime(gps);
      if (utc == null) {
        continue;
      }
      long seconds = Duration.between(utc, taken.local()).toSeconds();
      long steps = Math.round((double) seconds / OFFSET_STEP_SECONDS);
      long offset = steps * OFFSET_STEP_SECONDS;
      boolean near = Math.abs(seconds - offset) <= SATELLITE_LAG_SECONDS;
      if (near && Math.abs(offset) <= FURTHEST_OFFSET.toSeconds()) {
        return new TakenAt(taken.local(), ZoneOffset.ofTotalSeconds((int) offset), taken.source());
      }
    }
    return taken;
  }

  /** A date and time as EXIF, XMP and movies write it; null if it is none, or absurd. */
  private @Nullable TakenAt parse(String text, String fraction, String offset) {
    Matcher matcher = DATE_AND_TIME.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)),
              Integer.parseInt(matcher.group(4)),
              Integer.parseInt(matcher.group(5)),
              number(matcher.group(6)),
              nanoseconds(matcher.group(7) == null ? fraction : "." + matcher.group(7)));
      String ownOffset = matcher.group(8);
      return sane(
          new TakenAt(
              local, offset(ownOffset == null ? offset : ownOffset), TakenAt.Source.METADATA));
    } catch (DateTimeException absurd) {
      return null;
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanoseconds(String fraction) {
    return fraction.isEmpty() ? 0 : (int) (Double.parseDouble(fraction) * 1e9);
  }

  private static @Nullable ZoneOffset offset(String text) {
    try {
      return text.isEmpty() ? null : ZoneOffset.of(text);
    } catch (DateTimeException absurd) {
      return null;
    }
  }

  /** Null for a time before photography, or more than a day ahead. */
  private @Nullable TakenAt sane(TakenAt taken) {
    OffsetDateTime tomorrow = OffsetDateTime.now(clock).plusDays(1);
    boolean past = taken.instant().isBefore(tomorrow.toInstant());
    return past && taken.local().getYear() >= FIRST_YEAR ? taken : null;
  }
}
