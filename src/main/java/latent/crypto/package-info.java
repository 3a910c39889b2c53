/**
 * Bytes to sealed bytes and back. Nothing here knows a photo, a file or a network.
 *
 * <p>Below, numbers are big-endian and {@code a ‖ b} is one after the other.
 *
 * <h2>Keys</h2>
 *
 * <pre>
 * master key   32 random bytes
 * name key     HKDF-SHA256(master key, no salt, "latent name key 1")
 * content key  HKDF-SHA256(master key, no salt, "latent content key 1")
 * object key   HKDF-SHA256(content key, salt from the object's header,
 *                          "latent sealed object 1" ‖ context)
 * </pre>
 *
 * The context says which object this is (the caller's business: kind and name), so that an object
 * put in another's place doesn't open. All derived keys have 32 bytes. HKDF is RFC 5869.
 *
 * <h2>A sealed object, version 1</h2>
 *
 * <pre>
 * header, 40 bytes
 *    4  magic "LTNT"
 *    1  version, 1
 *    3  zero
 *   32  salt, random for each sealing; a sealing that is resumed keeps it
 * then segments: AES-256-GCM, each with a tag of 16 bytes at its end
 * </pre>
 *
 * The plaintext is {@code u64 content length ‖ u64 padding length ‖ content ‖ zeros}. It is cut
 * into segments of 65,536 bytes; the last has what remains, at least 1 byte. Segment {@code i},
 * from 0, is sealed under the object key with the nonce {@code u8 last ‖ u8[3] zero ‖ u64 i}, where
 * {@code last} is 1 for the last segment and else 0, and with the header as associated data. This
 * is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated-Encryption
 * and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015): changing, dropping, adding or reordering
 * segments is noticed, and any segment can be opened alone. No nonce is ever used for two texts: no
 * object key is used for two sealings, and one that is resumed gives out no segment that differs
 * from what it gave out before (decision 11). Segments are of 64 KiB because larger one-shot GCM
 * calls stay in slow code on the JDK for long.
 *
 * <p>A plaintext of {@code T} bytes makes {@code 40 + T + 16 * ceil(T / 65536)} sealed bytes. How
 * {@code T} follows from the content's length is the choice of {@link latent.crypto.Padding}.
 *
 * <h2>A key file, version 1</h2>
 *
 * <pre>
 *    4  magic "LTKY"
 *    1  version, 1
 *    1  what opens it: 1 a passphrase, by Argon2id (RFC 9106), version 0x13; 2 a recovery key
 *    1  Argon2 iterations, 1 to 16; 0 for a recovery key
 *    1  Argon2 lanes, 1 to 16; 0 for a recovery key
 *    4  Argon2 memory in KiB, 8,192 to 1,048,576; 0 for a recovery key
 *   16  salt, random
 *   12  nonce, random
 *   48  the master key under AES-256-GCM, the 40 bytes before as associated data
 *    8  checksum: the first bytes of SHA-256 over the 88 bytes before
 * </pre>
 *
 * The key under which the master key is sealed is what Argon2id makes of passphrase and salt, or
 * HKDF-SHA256(recovery key, salt, "latent recovery key 1"): 256 random bits can't be guessed, so
 * there is nothing to slow down. A wrong passphrase is only known to be wrong when its key doesn't
 * open, after all of that work, so that it takes as long as the right one.
 *
 * <p>The checksum tells a damaged file from a wrong passphrase; it protects against accidents
 * alone. The passphrase goes in as UTF-8 of its Unicode normal form C.
 *
 * <h2>A recovery key, as it is printed</h2>
 *
 * 32 random bytes and 4 zero bits are 52 symbols of five bits, written in Douglas Crockford's Base
 * 32, in 13 groups of four. Each group is followed by a symbol that checks it: {@code x⁵·n + x·s₁ +
 * x²·s₂ + x³·s₃ + x⁴·s₄} in the field of 32 elements with {@code x⁵ = x² + 1}, where {@code n} is
 * the number of the group, from 0. That finds every single wrong symbol, every exchange of two in a
 * group, and groups in the wrong place.
 *
 * <h2>What stays in memory</h2>
 *
 * Passphrases and keys are held in arrays and wiped after use. Beyond reach are: the copies that
 * the JDK's ciphers and the Argon2 library make of a key while they work, a passphrase that is not
 * in normal form C (it goes through a String) or comes from the environment, a recovery key that is
 * printed, and what the garbage collector or the swap file copied before. An open vault holds name
 * key and content key until it is closed; the master key is wiped as soon as they are derived.
 */
@NullMarked
package latent.crypto;

import org.jspecify.annotations.NullMarked;
