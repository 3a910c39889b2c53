/**
 * What this device knows, in one SQLite file: photos, faces, facts, the people that follow from
 * them, and the ledger.
 *
 * <p>The catalog is a cache: everything in it but the ledger can be rebuilt from the vault. What is
 * left to do is a question to it, never a queue in it. {@link latent.catalog.Catalog} opens the
 * file and hands out one accessor a topic.
 */
@NullMarked
package latent.catalog;

import org.jspecify.annotations.NullMarked;
