package latent.photo;

/**
 * A point on the earth (WGS 84).
 *
 * @param latitude degrees, -90 to 90, north positive
 * @param longitude degrees, -180 to 180, east positive
 */
public record Place(double latitude, double longitude) {

  /**
   * @throws IllegalArgumentException outside the ranges, or not a number
   */
  public Place {
    if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException(
          "not a place on the earth: " + latitude + ", " + longitude);
    }
  }
}
