/**
 * Where sealed bytes lie: a directory or a bucket, and stores over stores. Nothing here can open
 * what it carries.
 *
 * <p>{@link latent.store.ObjectStore} is the contract; {@link latent.store.Stores} finds the store
 * that an address means. Every {@link latent.store.StoreException} carries a sentence for the user.
 */
@NullMarked
package latent.store;

import org.jspecify.annotations.NullMarked;
