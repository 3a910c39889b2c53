package latent.simulation;

/** What a policy has used so far: bytes and requests between devices and the store, and reading. */
final class Usage {

  /** Why bytes come down. */
  enum Why {
    VIEW,
    ANALYSE,
    OTHER_DEVICES,
    NEW_DEVICE
  }

  private final double[] down = new double[Why.values().length];
  private double up;
  private double puts;
  private double gets;
  private double lists;
  private double originals;
  private double previews;
  private double crops;

  /** Objects of so many bytes each went up. */
  Usage up(double objects, double bytesEach) {
    puts += objects;
    up += objects * bytesEach;
    return this;
  }

  /** Objects of so many bytes each came down. */
  Usage down(Why why, double objects, double bytesEach) {
    gets += objects;
    down[why.ordinal()] += objects * bytesEach;
    return this;
  }

  /** The store was asked about so many objects, without fetching them. */
  Usage asked(double objects) {
    gets += objects;
    return this;
  }

  /** The store listed what it has, in so many requests and bytes. */
  Usage listed(double requests, double bytes) {
    lists += requests;
    down[Why.OTHER_DEVICES.ordinal()] += bytes;
    return this;
  }

  /** Photos were read from their originals. */
  Usage readOriginals(double photos) {
    originals += photos;
    return this;
  }

  /** Photos were read from their previews. */
  Usage readPreviews(double photos) {
    previews += photos;
    return this;
  }

  /** Faces were read from their crops. */
  Usage readCrops(double faces) {
    crops += faces;
    return this;
  }

  /** All of that as well. */
  void add(Usage other) {
    for (int why = 0; why < down.length; why++) {
      down[why] += other.down[why];
    }
    up += other.up;
    puts += other.puts;
    gets += other.gets;
    lists += other.lists;
    originals += other.originals;
    previews += other.previews;
    crops += other.crops;
  }

  double up() {
    return up;
  }

  double down() {
    double sum = 0;
    for (double bytes : down) {
      sum += bytes;
    }
    return sum;
  }

  double down(Why why) {
    return down[why.ordinal()];
  }

  double puts() {
    return puts;
  }

  double gets() {
    return gets;
  }

  double lists() {
    return lists;
  }

  /** Seconds that one device would read for all of it. */
  double readingSeconds(Scenario.Machine machine) {
    return originals / machine.originals()
        + previews / machine.previews()
        + crops / machine.crops();
  }

  /** Seconds that the line was busy, one direction after the other. */
  double lineSeconds(Scenario.Machine machine) {
    return 8 / 1e6 * (up / machine.lineUp() + down() / machine.lineDown());
  }
}
