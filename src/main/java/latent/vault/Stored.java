package latent.vault;

/**
 * Proof that an object went into the vault, for the device to keep beside the photo.
 *
 * @param sealedBytes the size of the sealed object
 * @param tag the engine's word for exactly these sealed bytes, or empty if it has none
 */
public record Stored(String objectName, long sealedBytes, String tag) {}
