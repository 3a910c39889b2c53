/** The flows: one verb a class, in the order in which a photo passes. */
@NullMarked
package latent.library;

import org.jspecify.annotations.NullMarked;
