/**
 * Bytes to pixels: what a file is, what it says of itself, its upright picture and the small copies
 * made from it. The only room that knows FFmpeg and EXIF.
 */
@NullMarked
package latent.image;

import org.jspecify.annotations.NullMarked;
