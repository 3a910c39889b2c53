package latent.photo;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the library: an original and what its file says of itself.
 *
 * @param name the file name it came with, for people to read; never used as a path
 * @param bytes the size of the original
 * @param width pixels across the upright picture; 0 while or if that can't be read
 * @param height pixels down the upright picture; 0 while or if that can't be read
 * @param place where it was taken, or null if the file does not say
 * @param camera maker and model as the file writes them, or null
 */
public record Photo(
    PhotoId id,
    String name,
    MediaType mediaType,
    long bytes,
    int width,
    int height,
    TakenAt taken,
    @Nullable Place place,
    @Nullable String camera) {}
