/**
 * Latent: a photo library whose originals lie sealed in a bucket while the device keeps what it saw
 * in them.
 */
@NullMarked
package latent;

import org.jspecify.annotations.NullMarked;
