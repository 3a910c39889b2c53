/**
 * Plain data: the words of the house, as values.
 *
 * <p>Nothing here reads a file, opens a connection or knows a key. Some of the values are also
 * written down, in the vault, in the catalog and between processes, so their one written form
 * stands here too: {@link latent.photo.PhotoFormat}, {@link latent.photo.FeaturesFormat} and {@link
 * latent.photo.FactFormat}.
 */
@NullMarked
package latent.photo;

import org.jspecify.annotations.NullMarked;
