package latent.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** One object on its way in parts, and what is remembered of it. Safe for use by many threads. */
public interface Sending {

  /** The engine's word for this upload. */
  String upload();

  /** The digests of all parts that left, or were about to, by their numbers from 1. */
  Map<Integer, String> left();

  /** The object's bytes: the same at each opening, if their source is still the same. */
  InputStream open() throws IOException;

  /**
   * To be called before any byte of a part leaves; returns when a crash can't forget it.
   *
   * @param digest MD5 in lower-case hexadecimal digits
   * @throws IOException if this part left before with other bytes: then no byte of it may leave now
   */
  void leaving(int part, String digest) throws IOException;
}
