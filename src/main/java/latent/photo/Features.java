package latent.photo;

import java.util.List;

/**
 * What analysis read out of one original, with the models that made it.
 *
 * @param source the pixels it was read from
 */
public record Features(
    PhotoId photo, ModelName detector, ModelName embedder, Source source, List<Face> faces) {

  /** The pixels that analysis looked at. */
  public enum Source {
    ORIGINAL,
    PREVIEW,
    CROP
  }

  public Features {
    faces = List.copyOf(faces);
  }
}
