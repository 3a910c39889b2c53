/** The web page and its interface, on loopback. */
@NullMarked
package latent.web;

import org.jspecify.annotations.NullMarked;
