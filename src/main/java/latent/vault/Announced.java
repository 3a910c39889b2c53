package latent.vault;

/**
 * A photo of which another device told.
 *
 * @param listing what the store has of it by that device's word
 */
public record Announced(Entry entry, Listing listing) {}
