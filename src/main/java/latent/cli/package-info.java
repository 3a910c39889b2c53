/**
 * The command line: thin commands that turn outcomes into sentences, or into one JSON document. The
 * only room that prints.
 *
 * <p>{@link latent.cli.CommandTree} lists the commands; {@link latent.cli.Terminal} is what they
 * print with; exit codes are in {@link latent.cli.ExitCode}.
 */
@NullMarked
package latent.cli;

import org.jspecify.annotations.NullMarked;
