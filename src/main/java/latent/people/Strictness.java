package latent.people;

/**
 * How much likeness grouping asks for, beside what the embedder's calibration says: the constants
 * that don't depend on the embedder.
 *
 * @param falseLinks false links tolerated for each face in the library
 * @param oneToMany how many times more false matches are tolerated when one joins many
 * @param half a group of this many faces, and one, is half way between single and large
 */
public record Strictness(double falseLinks, double oneToMany, double half) {

  /** What the product asks; docs/decisions/0009 says how it was chosen. */
  public static final Strictness PRODUCT = new Strictness(0.2, 25, 24);
}
