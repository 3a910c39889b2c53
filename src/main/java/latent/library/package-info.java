/**
 * The flows, in the order in which a photo passes, one verb a class: {@link
 * latent.library.Importer}, {@link latent.library.Analyst}, {@link latent.library.Uploader}, {@link
 * latent.library.Offloader}, {@link latent.library.Recaller}, {@link latent.library.Grouper};
 * {@link latent.library.NightShift} runs them one after the other, {@link latent.library.Witness}
 * takes down what the user says, {@link latent.library.Checker} holds the store against the
 * catalog, and {@link latent.library.Gallery} answers everyone who only wants to look.
 */
@NullMarked
package latent.library;

import org.jspecify.annotations.NullMarked;
