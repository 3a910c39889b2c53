/**
 * Where sealed bytes lie: a directory or a bucket, and stores over stores. Nothing here can open
 * what it carries.
 */
@NullMarked
package latent.store;

import org.jspecify.annotations.NullMarked;
