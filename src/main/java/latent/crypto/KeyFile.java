package latent.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The written form of a master key under a passphrase; see the package's specification. */
public final class KeyFile {

  /** Bytes of a key file. */
  public static final int SIZE = 96;

  private static final byte[] MAGIC = "LTKY".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;
  private static final byte BY_PASSPHRASE = 1;
  private static final int SALT = 16;
  private static final int NONCE = 12;
  private static final int HEAD = 40;
  private static final int CHECKSUM = 8;

  private KeyFile() {}

  public static byte[] seal(MasterKey key, char[] passphrase, PassphraseCost cost) {
    byte[] salt = Randomness.random(SALT);
    ByteBuffer file =
        ByteBuffer.allocate(SIZE)
            .put(MAGIC)
            .put(VERSION)
            .put(BY_PASSPHRASE)
            .put((byte) cost.iterations())
            .put((byte) cost.lanes())
            .putInt(cost.memoryKibibytes())
            .put(salt)
            .put(Randomness.random(NONCE));
    byte[] wrapping = cost.key(passphrase, salt);
    try {
      file.put(cipher(Cipher.ENCRYPT_MODE, wrapping, file.array()).doFinal(key.bytes()));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has AES-GCM", impossible);
    } finally {
      Arrays.fill(wrapping, (byte) 0);
    }
    return file.put(checksum(file.array())).array();
  }

  public static Unlocking open(byte[] file, char[] passphrase) {
    if (file.length != SIZE || !Arrays.equals(file, 0, 4, MAGIC, 0, 4)) {
      return new Unlocking.Damaged("it doesn't look like a key file");
    }
    if (file[4] != VERSION || file[5] != BY_PASSPHRASE) {
      return new Unlocking.Damaged("it has a format that is not known here");
    }
    if (!Arrays.equals(file, SIZE - CHECKSUM, SIZE, checksum(file), 0, CHECKSUM)) {
      return new Unlocking.Damaged("its checksum is wrong");
    }
    PassphraseCost cost;
    try {
      cost = new PassphraseCost(file[6], ByteBuffer.wrap(file).getInt(8), file[7]);
    } catch (IllegalArgumentException absurd) {
      return new Unlocking.Damaged("it asks for " + absurd.getMessage());
    }
    return unwrap(file, cost.key(passphrase, Arrays.copyOfRange(file, 12, 12 + SALT)));
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
