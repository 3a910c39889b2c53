package latent.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The written form of a master key under a passphrase, or under a recovery key; see the package's
 * specification.
 */
public final class KeyFile {

  /** Bytes of a key file. */
  public static final int SIZE = 96;

  private static final byte[] MAGIC = "LTKY".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;
  private static final byte BY_PASSPHRASE = 1;
  private static final byte BY_RECOVERY_KEY = 2;
  private static final int SALT = 16;
  private static final int NONCE = 12;
  private static final int HEAD = 40;
  private static final int CHECKSUM = 8;

  private KeyFile() {}

  /** What makes a key of a passphrase. */
  interface Stretching {
    byte[] key(PassphraseCost cost, char[] passphrase, byte[] salt);
  }

  public static byte[] seal(MasterKey key, char[] passphrase, PassphraseCost cost) {
    byte[] salt = Randomness.random(SALT);
    ByteBuffer file =
        begun(BY_PASSPHRASE)
            .put((byte) cost.iterations())
            .put((byte) cost.lanes())
            .putInt(cost.memoryKibibytes())
            .put(salt);
    return wrap(file, key, cost.key(passphrase, salt));
  }

  public static byte[] seal(MasterKey key, RecoveryKey recoveryKey) {
    byte[] salt = Randomness.random(SALT);
    ByteBuffer file = begun(BY_RECOVERY_KEY).put((byte) 0).put((byte) 0).putInt(0).put(salt);
    return wrap(file, key, recoveryKey.wrappingKey(salt));
  }

  private static ByteBuffer begun(byte openedBy) {
    return ByteBuffer.allocate(SIZE).put(MAGIC).put(VERSION).put(openedBy);
  }

  private static byte[] wrap(ByteBuffer file, MasterKey key, byte[] wrapping) {
    file.put(Randomness.random(NONCE));
    try {
      file.put(cipher(Cipher.ENCRYPT_MODE, wrapping, file.array()).doFinal(key.bytes()));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has AES-GCM", impossible);
    } finally {
      Arrays.fill(wrapping, (byte) 0);
    }
    return file.put(checksum(file.array())).array();
  }

  /** Takes as long for a wrong passphrase as for the right one, since it can't tell before. */
  public static Unlocking open(byte[] file, char[] passphrase) {
    return open(file, passphrase, PassphraseCost::key);
  }

  static Unlocking open(byte[] file, char[] passphrase, Stretching stretching) {
    Optional<String> damage = damage(file, BY_PASSPHRASE);
    if (damage.isPresent()) {
      return new Unlocking.Damaged(damage.get());
    }
    PassphraseCost cost;
    try {
      cost = new PassphraseCost(file[6], ByteBuffer.wrap(file).getInt(8), file[7]);
    } catch (IllegalArgumentException absurd) {
      return new Unlocking.Damaged("it asks for " + absurd.getMessage());
    }
    return unwrap(file, stretching.key(cost, passphrase, salt(file)));
  }

  public static Unlocking open(byte[] file, RecoveryKey recoveryKey) {
    Optional<String> damage = damage(file, BY_RECOVERY_KEY);
    return damage.isPresent()
        ? new Unlocking.Damaged(damage.get())
        : unwrap(file, recoveryKey.wrappingKey(salt(file)));
  }

  /** Whether these bytes are a whole key file that a passphrase opens, whichever it is. */
  public static boolean isWhole(byte[] file) {
    return damage(file, BY_PASSPHRASE).isEmpty();
  }

  /** Whether these bytes are a whole key file that a recovery key opens, whichever it is. */
  public static boolean isWholeForRecovery(byte[] file) {
    return damage(file, BY_RECOVERY_KEY).isEmpty();
  }

  private static byte[] salt(byte[] file) {
    return Arrays.copyOfRange(file, HEAD - NONCE - SALT, HEAD - NONCE);
  }

  private static Optional<String> damage(byte[] file, byte openedBy) {
    if (file.length != SIZE || !Arrays.equals(file, 0, 4, MAGIC, 0, 4)) {
      return Optional.of("it doesn't look like a key file");
    }
    if (file[4] != VERSION || file[5] != openedBy) {
      return Optional.of("it has a format that is not known here");
    }
    if (!Arrays.equals(file, SIZE - CHECKSUM, SIZE, checksum(file), 0, CHECKSUM)) {
      return Optional.of("its checksum is wrong");
    }
    return Optional.empty();
  }

  private static Unlocking unwrap(byte[] file, byte[] wrapping) {
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, wrapping, file);
      return new Unlocking.Unlocked(
          new MasterKey(cipher.doFinal(file, HEAD, SIZE - CHECKSUM - HEAD)));
    } catch (AEADBadTagException wrong) {
      return new Unlocking.WrongPassphrase();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has AES-GCM", impossible);
    } finally {
      Arrays.fill(wrapping, (byte) 0);
    }
  }

  private static Cipher cipher(int mode, byte[] wrapping, byte[] file)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    GCMParameterSpec nonce = new GCMParameterSpec(128, file, HEAD - NONCE, NONCE);
    cipher.init(mode, new SecretKeySpec(wrapping, "AES"), nonce);
    cipher.updateAAD(file, 0, HEAD);
    return cipher;
  }

  private static byte[] checksum(byte[] file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(file, 0, SIZE - CHECKSUM);
      return Arrays.copyOf(digest.digest(), CHECKSUM);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
