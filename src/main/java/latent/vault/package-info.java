/**
 * Store and key together: the sealed format. This page is its specification, version 1.
 *
 * <p>Numbers are big-endian; {@code text} is a u16 length and modified UTF-8, as {@link
 * java.io.DataOutput#writeUTF} writes it; {@code bytes} is a u32 length and that many bytes.
 * Sealing and keys are specified in {@link latent.crypto}.
 *
 * <h2>Objects</h2>
 *
 * <pre>
 * key                  the key file, 96 bytes
 * recovery             a second key file, which the recovery key opens, 96 bytes; not in every vault
 * o/XX/X...            an original
 * p/XX/X...            the copies of a photo: thumbnail and preview
 * f/XX/X...            a photo's entry: its record and its features
 * d/XX/X...            a segment: facts of a device, and which entries it stored
 * l/XX/X...            a lease
 * </pre>
 *
 * {@code XX/X...} are 40 hexadecimal digits with a slash after the second: the first 20 bytes of
 * HMAC-SHA256 under the name key over
 *
 * <pre>
 * an original          "original" ‖ 0 ‖ SHA-256 of the original
 * copies               "copies"   ‖ 0 ‖ SHA-256 of the original
 * an entry             "entry"    ‖ 0 ‖ SHA-256 of the original ‖ u8 0, if it has no features, else
 *                      ‖ u8 1 ‖ text detector name ‖ text detector version ‖ text embedder name
 *                      ‖ text embedder version ‖ u8 source
 * facts                "facts"    ‖ 0 ‖ SHA-256 of the written segment
 * a lease              "lease"    ‖ 0 ‖ text the work that it is about
 * </pre>
 *
 * The context under which an object is sealed is its name in ASCII, kind and all.
 *
 * <h2>What the objects hold</h2>
 *
 * <pre>
 * an original          its bytes; padded FINE
 * copies, FINE         u8 1 ‖ bytes thumbnail ‖ bytes preview
 * an entry, COARSE     u8 1 ‖ bytes photo ({@link latent.photo.PhotoFormat})
 *                      ‖ u8 1 ‖ text reason, if nothing can be read out of it, else u8 0
 *                      ‖ bytes features ({@link latent.photo.FeaturesFormat}), empty for none
 * facts, COARSE        u8 2 ‖ text device ‖ u64 sequence ‖ 32 digest of the segment before
 *                      ‖ u32 count ‖ that many bytes fact ({@link latent.photo.FactFormat})
 *                      ‖ u32 count ‖ that many (text name of an entry ‖ u64 bytes of the photo's
 *                      copies as they lie in the store, 0 for none); version 1 ends before this count
 * a lease, FINE        u8 1 ‖ text device ‖ u64 end in milliseconds since 1970
 * </pre>
 *
 * A photo's entry whose features are read from the preview holds the faces that were read in boxes
 * tagged by hand, beside its other entry; it is written again when there are more of them, and
 * whatever it lacks can be read again from the copies.
 *
 * <p>The thumbnail comes first so that the first sealed segment is enough for it. A device's first
 * segment of facts has sequence 0 and a digest of zeros; each later one names the digest of the one
 * before, so that a segment withheld or put in another's place shows ({@link
 * latent.vault.FactChain}).
 *
 * <h2>Order of writing</h2>
 *
 * Original, then copies, then entry: an entry means that the photo is whole. Facts whenever they
 * are said. Nothing is ever changed: under one name there is only ever one meaning, so writing an
 * object again after a crash, or from two devices at once, does no harm, and correctness needs no
 * conditional write. Only the key file must not be replaced by another vault's: a vault is made
 * where no object of a vault lies, with a conditional write where the engine has them, and the key
 * file is read back before anything is sealed under it.
 *
 * <p>The key file and the recovery key's are the only objects that are ever replaced, whole, by one
 * that was opened before it is sent and is read back after: with another passphrase, or for a new
 * recovery key, around the same master key. Devices keep a copy of the key file, which goes on
 * opening with the passphrase that it was sealed by, until the new passphrase is used there; then
 * the copy is replaced, and never without proof that the new one opens. Whoever kept an old key
 * file can open the vault with the old passphrase forever: changing it helps against somebody who
 * learns the passphrase later, not against one who has both; likewise an old recovery key.
 *
 * <p>An object counts as stored when the engine's own checksum of it matches what was sent; where
 * an engine has none, the object is fetched and opened. Every sealed segment is opened again before
 * it is sent. Before an original leaves a device, the engine is asked again: the tag that it gave
 * then still stands for the same bytes; without one, or with another, the object is fetched and
 * opened once more.
 *
 * <h2>Order of removing</h2>
 *
 * A photo that the facts say has been in the trash for long enough ({@link latent.photo.Trash}) is
 * removed: entries (of all models, and of tags), then copies, then the original. So an entry still
 * means that the photo is whole, and whoever reads while another removes finds no entry without its
 * original. What is left after a crash is found from the facts alone, which give the names, by any
 * device. Facts, and with them the word that the photo is gone, are never removed; the facts of all
 * devices are read just before, and nothing is removed while a segment can't be read, since it may
 * restore the photo. A restoring is stored before anything of the photo is stored again.
 *
 * <h2>Damage on the way and damage where it lies</h2>
 *
 * What doesn't open is fetched again, up to three times in all, before it is called damaged: a
 * range from the segment that didn't open, anything else whole. A listing may be older than the
 * store, so what it lacks is asked for by name before it is called missing, and what it shows but
 * isn't there is a fault only if something refers to it.
 *
 * <h2>What the bucket's owner learns</h2>
 *
 * How many originals, copies, entries and segments of facts there are, when each was written and
 * fetched; an original's size to within 12 % at most (about 1.5 % at 5 MB), likewise that of its
 * copies; an entry's size to a power of two from 16 KiB up, which tells three faces from twelve but
 * not two from three. Objects of one photo can be told to belong together by the time at which they
 * are written. No name, date, place, picture, hash, device, or number of facts shows. Whoever can
 * write to the bucket can remove objects or bring back old ones; removal is found by {@link
 * latent.vault.Vault#verify} against the catalog, and nothing that is put in an object's place
 * opens, except an earlier sealing of the same object.
 *
 * <h2>Accounting</h2>
 *
 * Every transfer carries a {@link latent.photo.Reason}'s label. Originals go up as {@code upload}
 * and come down as the recall says; copies move as {@code preview}, entries as {@code features},
 * facts as {@code facts}, listings for them likewise. The key file goes up as {@code upload}. All
 * else is {@code verify}: HEAD requests, reading back, checks, and fetching the key file.
 */
@NullMarked
package latent.vault;

import org.jspecify.annotations.NullMarked;
