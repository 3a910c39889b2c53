package latent.simulation;

/**
 * Whose libraries are simulated, for how long, and by which figures. All sizes are bytes.
 *
 * @param users whom totals are for
 * @param lives how many possible lives are drawn; totals are their mean times the users
 * @param seed decides every chance
 */
public record Scenario(
    String name,
    double users,
    int years,
    int lives,
    long seed,
    Accounts accounts,
    Habits habits,
    Sizes sizes,
    Changes changes,
    Machine machine,
    FaceSizes faces) {

  /** Who has an account at the provider of storage: free allowances and tiers count for each. */
  public enum Accounts {
    ONE_EACH,
    ONE_FOR_ALL
  }

  /**
   * What users do.
   *
   * @param atStart bytes of originals in the first month; it varies with photosPerDay: who takes
   *     many photos begins with many
   * @param editsPerDay names, corrections, photos added to a person
   * @param viewsPerDay originals opened
   * @param devices on average; everybody has one, and a random number (Poisson) of others
   * @param lostPerYear devices lost or broken and replaced, for each device (Poisson)
   */
  public record Habits(
      Varying photosPerDay,
      Varying atStart,
      Varying bytesPerPhoto,
      Varying editsPerDay,
      Varying viewsPerDay,
      double facesPerPhoto,
      double devices,
      double lostPerYear) {}

  /**
   * What the parts of a photo take.
   *
   * @param copies preview and thumbnail of a photo
   * @param entry a photo's record with its features, sealed
   * @param segment a sealed segment of facts
   * @param listed what a store's listing says of one object
   * @param embedding of a face, in the catalog
   * @param crop of a face, in the catalog
   * @param sealing what padding and sealing add to an original, as a share of it
   */
  public record Sizes(
      double copies,
      double entry,
      double segment,
      double listed,
      double embedding,
      double crop,
      double sealing) {}

  /**
   * How models change, and what is read again then.
   *
   * @param embedderEveryMonths a new embedder comes; 0 for never
   * @param detectorEveryMonths a new detector comes; 0 for never
   * @param rereadShare of the library that is fetched at each edit where features aren't kept
   * @param recallShare of the originals that a new detector needs although there are previews
   * @param recallPerMonth bytes of originals that may be fetched for that in a month
   */
  public record Changes(
      int embedderEveryMonths,
      int detectorEveryMonths,
      double rereadShare,
      double recallShare,
      double recallPerMonth) {}

  /** How fast a device reads, each a second, and its line, in 10^6 bits a second. */
  public record Machine(
      double originals, double previews, double crops, double lineDown, double lineUp) {}

  /** Months of a life. */
  public int months() {
    return 12 * years;
  }
}
