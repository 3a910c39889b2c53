package latent.simulation;

import java.util.random.RandomGenerator;

/**
 * Something that differs from user to user: log-normal, as habits and sizes mostly are, few having
 * many times as much as most.
 *
 * @param mean over all users
 * @param spread the standard deviation of the logarithm; 0 for the same everywhere
 */
public record Varying(double mean, double spread) {

  /** What it is for the user who stands at {@code normal}, a standard normal number. */
  double at(double normal) {
    return mean * Math.exp(spread * normal - spread * spread / 2);
  }

  double draw(RandomGenerator chance) {
    return spread == 0 ? mean : at(chance.nextGaussian());
  }
}
