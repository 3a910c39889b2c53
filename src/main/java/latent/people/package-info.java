/**
 * Features and facts in, people out. Everything here is a pure function: no file, no clock, no
 * chance. The one door is {@link latent.people.Grouping}; the same faces and facts give the same
 * people in whatever order they came.
 *
 * <p>{@link latent.people.Likeness} is what follows from the features alone: {@link
 * latent.people.Neighbours} finds which faces are alike, through a {@link latent.people.Sieve} that
 * leaves most pairs out; {@link latent.people.Linkage} joins them in rounds, from one {@link
 * latent.people.Stage} to the next; and {@link latent.people.Thresholds} says how alike is enough.
 * Each of them can follow a change of the faces and is then what it would be from scratch; {@link
 * latent.people.Acquaintances} is what of it can be kept outside of memory. What the user said
 * comes on top: {@link latent.people.Identities} plays the facts in the order in which they were
 * said, and {@link latent.people.Division} gives the groups to the people of whom they speak.
 */
@NullMarked
package latent.people;

import org.jspecify.annotations.NullMarked;
