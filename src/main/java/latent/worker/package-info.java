/**
 * The process that reads photo bytes which nobody vouches for, and the pool that owns such
 * processes. It holds no key and reaches no network; its death costs one photo a retry.
 */
@NullMarked
package latent.worker;

import org.jspecify.annotations.NullMarked;
