package latent.photo;

/**
 * Which model made something: its name and version, such as {@code retinaface-mnet25} and {@code
 * 2}.
 */
public record ModelName(String name, String version) {

  @Override
  public String toString() {
    return name + " " + version;
  }
}
