package latent.vault;

import java.util.Optional;
import latent.photo.Features;
import latent.photo.Photo;

/**
 * A photo as the vault's features object keeps it; that there is one means that the photo's
 * original and copies are there too.
 *
 * @param objectName where it was read
 * @param sealedBytes of that object
 * @param unreadable why nothing can be read out of the photo, if so
 * @param features what was read, if anything was
 */
public record Entry(
    String objectName,
    long sealedBytes,
    Photo photo,
    Optional<String> unreadable,
    Optional<Features> features) {}
