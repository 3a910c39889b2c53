/** Bytes to sealed bytes. Knows no photo, no file and no network. */
@NullMarked
package latent.crypto;

import org.jspecify.annotations.NullMarked;
