package latent.photo;

/**
 * A face as the user points at it: a box in a photo. Facts hang on this and never on a detected
 * face's row, so they outlive every detector; which detected face is meant is found again by
 * overlap.
 */
public record FaceReference(PhotoId photo, Box box) {}
