package latent.store;

/**
 * What a store says of an object.
 *
 * @param size bytes
 * @param tag the engine's word for exactly these contents (an S3 ETag without its quotes), or empty
 *     if it has none
 */
public record ObjectInfo(String name, long size, String tag) {}
