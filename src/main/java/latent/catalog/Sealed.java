package latent.catalog;

/**
 * An object that the store provably holds.
 *
 * @param object its name there
 * @param bytes its sealed size
 * @param tag the store's word for exactly these bytes, or empty if it has none
 */
public record Sealed(String object, long bytes, String tag) {}
