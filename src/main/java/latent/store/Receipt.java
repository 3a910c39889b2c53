package latent.store;

/**
 * What a store gives for an object that it took.
 *
 * @param size bytes
 * @param tag as in {@link ObjectInfo}
 * @param confirmed whether a checksum that the engine made of what it holds equals the checksum of
 *     what was sent; if not, whoever wants to be sure reads the object back
 */
public record Receipt(String name, long size, String tag, boolean confirmed) {}
