/** What this device knows, in SQLite. A cache: the vault can rebuild it. */
@NullMarked
package latent.catalog;

import org.jspecify.annotations.NullMarked;
