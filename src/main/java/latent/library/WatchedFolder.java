package latent.library;

/**
 * A folder whose files are taken in as they arrive.
 *
 * @param folder its absolute path
 * @param move whether a file leaves it once the library's copy is surely whole
 */
public record WatchedFolder(String folder, boolean move) {}
