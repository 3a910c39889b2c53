package latent.vault;

import latent.photo.PhotoId;

/** An object that the vault should have, as the catalog remembers it. */
public record Expected(PhotoId photo, Stored stored) {}
