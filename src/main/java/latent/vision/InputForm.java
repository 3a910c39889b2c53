package latent.vision;

/**
 * How a network wants a picture: as a tensor of one picture, three planes of colour, rows and
 * columns (NCHW), in floats of {@code (value - mean) / divisor}, where value is 0 to 255.
 *
 * @param colours the order of the planes
 */
public record InputForm(Colours colours, float mean, float divisor) {

  /** The order of the three planes. */
  public enum Colours {
    RGB,
    BGR
  }

  /**
   * @throws IllegalArgumentException if the divisor is not positive
   */
  public InputForm {
    if (!(divisor > 0)) {
      throw new IllegalArgumentException("the input's divisor must be above 0, not " + divisor);
    }
  }
}
