package latent.vault;

/**
 * That a device has stored a photo's entry, for the other devices to read.
 *
 * @param entry the name of the entry's object
 * @param copiesBytes the bytes of the photo's copies as they lie in the store; 0 for none
 */
public record Announcement(String entry, long copiesBytes) {}
