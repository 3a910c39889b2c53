package latent.library;

/**
 * How long one kind of work takes, learnt from what it took: a photo's turn takes a while for the
 * photo and a while for its bytes, and several photos have their turns at once. What was long ago
 * counts less. Not for several threads at a time.
 *
 * <p>The turn is a straight line through what was seen, by least squares with forgetting (Ljung,
 * System Identification, 1999, section 11.2), and never falls with the bytes.
 */
final class Pace {

  /** After so many turns what was seen counts a third (1/e). */
  private static final double MEMORY = 400;

  /** After so many seconds of work the speed that was seen counts a third. */
  private static final double MEMORY_SECONDS = 60;

  private static final double KEPT = Math.exp(-1 / MEMORY);

  private double turns;
  private double bytes;
  private double squares;
  private double seconds;
  private double products;
  private double worked;
  private double passed;

  Pace() {}

  /** As {@link #numbers} wrote it. */
  Pace(double[] numbers) {
    turns = numbers[0];
    bytes = numbers[1];
    squares = numbers[2];
    seconds = numbers[3];
    products = numbers[4];
    worked = numbers[5];
    passed = numbers[6];
  }

  /** What is known, to be kept. */
  double[] numbers() {
    return new double[] {turns, bytes, squares, seconds, products, worked, passed};
  }

  /** How many numbers that are. */
  static final int NUMBERS = 7;

  /** Whether nothing was seen yet. */
  boolean isUnknown() {
    return turns == 0;
  }

  /** A photo of so many bytes had its turn, which took so many seconds. */
  void took(long photoBytes, double turn) {
    double megabytes = photoBytes / 1e6;
    turns = KEPT * turns + 1;
    bytes = KEPT * bytes + megabytes;
    squares = KEPT * squares + megabytes * megabytes;
    seconds = KEPT * seconds + turn;
    products = KEPT * products + megabytes * turn;
  }

  /** In so many seconds turns came to their end that took so many seconds together. */
  void passed(double turnSeconds, double elapsed) {
    double kept = Math.exp(-elapsed / MEMORY_SECONDS);
    worked = kept * worked + turnSeconds;
    passed = kept * passed + elapsed;
  }

  /** Seconds that the turns of so many photos take together, one after the other. */
  double turns(long photos, long photoBytes) {
    if (turns == 0) {
      return 0;
    }
    double mean = bytes / turns;
    double spread = squares / turns - mean * mean;
    double slope = spread <= 0 ? 0 : (products / turns - mean * seconds / turns) / spread;
    double perMegabyte = Math.clamp(slope, 0, bytes == 0 ? 0 : seconds / bytes);
    double perPhoto = (seconds - perMegabyte * bytes) / turns;
    return perPhoto * photos + perMegabyte * photoBytes / 1e6;
  }

  /** How many turns go on at a time, as far as it shows in what came to its end. */
  double atOnce() {
    return passed == 0 || worked == 0 ? 1 : worked / passed;
  }
}
