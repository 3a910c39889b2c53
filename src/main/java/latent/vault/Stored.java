package latent.vault;

/**
 * What lies in the vault, for the device to keep beside the photo.
 *
 * @param sealedBytes the size of the sealed object
 * @param tag the engine's word for exactly the sealed bytes that were stored; empty if it has none,
 *     or if the object was only found there and nobody has opened it
 */
public record Stored(String objectName, long sealedBytes, String tag) {}
