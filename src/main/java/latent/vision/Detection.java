package latent.vision;

import latent.photo.Box;
import latent.photo.Landmarks;

/**
 * Where a detector saw a face.
 *
 * @param score how sure it is, 0 to 1
 */
record Detection(Box box, Landmarks landmarks, double score) {}
