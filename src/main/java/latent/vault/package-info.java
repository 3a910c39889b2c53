/** Store and key together: the sealed format. */
@NullMarked
package latent.vault;

import org.jspecify.annotations.NullMarked;
