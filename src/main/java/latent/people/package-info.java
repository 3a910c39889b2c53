/** Features and facts to people. Pure functions: no file, no clock, no chance. */
@NullMarked
package latent.people;

import org.jspecify.annotations.NullMarked;
