package latent.photo;

/**
 * Which model made something: its name and version, such as {@code retinaface-mnet25} and {@code
 * 2}.
 */
public record ModelName(String name, String version) {

  /** The name that {@link #toString} wrote; versions have no spaces. */
  public static ModelName of(String written) {
    int space = written.lastIndexOf(' ');
    return new ModelName(written.substring(0, space), written.substring(space + 1));
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
