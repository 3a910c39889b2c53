/**
 * Features and facts in, people out. Everything here is a pure function: no file, no clock, no
 * chance. The one door is {@link latent.people.Grouping#group}; the same faces and facts give the
 * same people in whatever order they came.
 *
 * <p>{@link latent.people.Identities} plays the facts in the order in which they were said and ends
 * with what the user knows; {@link latent.people.Linkage} joins the rest by likeness without
 * contradicting it; {@link latent.people.Neighbours} finds which faces are alike.
 */
@NullMarked
package latent.people;

import org.jspecify.annotations.NullMarked;
