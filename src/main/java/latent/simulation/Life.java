package latent.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One possible life of a library, month by month: what happened, and to which library. */
final class Life {

  /** A year of 365.25 days has twelve equal months. */
  static final double DAYS_A_MONTH = 365.25 / 12;

  /** From here on a Poisson number is drawn as a rounded normal one of the same two moments. */
  private static final double MANY = 30;

  /**
   * A month.
   *
   * @param library at its end; all of the month's events meet it so
   */
  record Month(Library library, List<Event> events) {}

  private final Scenario scenario;
  private final RandomGenerator chance;

  private final double photosPerDay;
  private final double photoBytes;
  private final double editsPerDay;
  private final double viewsPerDay;
  private final double devices;

  private double photos;
  private double segments;
  private double reread;
  private int detectorAge = -1;
  private double photosAtDetector;

  private Life(Scenario scenario, RandomGenerator chance) {
    Scenario.Habits habits = scenario.habits();
    this.scenario = scenario;
    this.chance = chance;
    double keenness = chance.nextGaussian();
    this.photosPerDay = habits.photosPerDay().at(keenness);
    this.photoBytes = habits.bytesPerPhoto().draw(chance);
    this.editsPerDay = habits.editsPerDay().draw(chance);
    this.viewsPerDay = habits.viewsPerDay().draw(chance);
    this.devices = 1 + poisson(habits.devices() - 1);
    this.photos = Math.round(habits.atStart().at(keenness) / photoBytes);
  }

  /** Draws a life. */
  static List<Month> draw(Scenario scenario, RandomGenerator chance) {
    Life life = new Life(scenario, chance);
    List<Month> months = new ArrayList<>(scenario.months());
    double movedIn = life.photos;
    for (int month = 1; month <= scenario.months(); month++) {
      months.add(life.next(month, movedIn));
      movedIn = 0;
    }
    return months;
  }

  private Month next(int month, double movedIn) {
    double taken = monthly(photosPerDay);
    double edits = monthly(editsPerDay);
    photos += taken;
    segments += edits + DAYS_A_MONTH;
    detectorAge += detectorAge < 0 ? 0 : 1;
    List<Event> events = new ArrayList<>(7);
    events.add(new Event.Arrived(movedIn + taken));
    events.add(new Event.Edited(edits));
    events.add(new Event.Viewed(monthly(viewsPerDay)));
    events.add(new Event.DevicesReplaced(poisson(devices * scenario.habits().lostPerYear() / 12)));
    if (comes(month, scenario.changes().embedderEveryMonths())) {
      events.add(new Event.NewEmbedder());
      reread += photos;
    }
    if (comes(month, scenario.changes().detectorEveryMonths())) {
      events.add(new Event.NewDetector());
      reread += photos;
      detectorAge = 0;
      photosAtDetector = photos;
    }
    events.add(new Event.MonthPassed());
    return new Month(library(), events);
  }

  private Library library() {
    return new Library(
        photos,
        photoBytes,
        scenario.habits().facesPerPhoto(),
        devices,
        segments,
        reread,
        detectorAge,
        photosAtDetector);
  }

  private static boolean comes(int month, int every) {
    return every > 0 && month % every == 0;
  }

  private double monthly(double perDay) {
    return poisson(perDay * DAYS_A_MONTH);
  }

  private double poisson(double mean) {
    if (mean > MANY) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * chance.nextGaussian()));
    }
    double count = 0;
    for (double at = chance.nextExponential(); at < mean; at += chance.nextExponential()) {
      count++;
    }
    return count;
  }
}
