package latent.photo;

import java.util.List;

/**
 * What analysis read out of one original, with the models that made it.
 *
 * @param source the pixels it was read from
 */
public record Features(
    PhotoId photo, ModelName detector, ModelName embedder, Source source, List<Face> faces) {

  /** The pixels that analysis looked at. Written by their place in this list, so it only grows. */
  public enum Source {
    /** The original: nothing more is to be had. */
    ORIGINAL,
    /** The preview, at the boxes that the user tagged and nowhere else. */
    TAGGED,
    /** The crops that were kept when a detector read the original: another embedder's reading. */
    CROP,
    /**
     * The preview, and what was kept of an earlier reading: provisional, since the original may
     * show more.
     */
    PREVIEW
  }

  /** Whether the original may show more. */
  public boolean provisional() {
    return source == Source.PREVIEW;
  }

  public Features {
    faces = List.copyOf(faces);
  }
}
