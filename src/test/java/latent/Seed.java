package latent;

import java.util.Random;

/**
 * Where a property test takes its chance from: a number that is printed, so that {@code
 * -Dlatent.seed=NUMBER} repeats what it did.
 */
public final class Seed {

  private Seed() {}

  /** A generator for the test called {@code what}. */
  public static Random random(String what) {
    Long given = Long.getLong("latent.seed");
    long seed = given == null ? System.nanoTime() : given;
    System.out.println("seed of " + what + ": " + seed);
    return new Random(seed);
  }
}
