/** The command line: thin commands that turn outcomes into sentences. The only room that prints. */
@NullMarked
package latent.cli;

import org.jspecify.annotations.NullMarked;
