package latent.people;

import latent.photo.FaceReference;
import latent.photo.Fact;

/**
 * Two facts that can't both be true. The later one counts until the user takes one of them back.
 *
 * @param face the face about which they disagree
 */
public record Contradiction(FaceReference face, Fact earlier, Fact later) {}
