/**
 * The web page and its interface, for this computer alone.
 *
 * <p>{@link latent.web.HomeServer} listens on loopback and joins the parts: {@link
 * latent.web.Guard} turns away what did not come from the page itself, {@link
 * latent.web.PhotoRoutes}, {@link latent.web.PeopleRoutes} and {@link latent.web.StateRoutes}
 * answer by topic, {@link latent.web.Faults} says what went wrong, {@link latent.web.Events} tells
 * open pages what changed, {@link latent.web.ShiftRunner} works in the background, {@link
 * latent.web.HealthRoutes} tells who looks after services how it goes.
 */
@NullMarked
package latent.web;

import org.jspecify.annotations.NullMarked;
