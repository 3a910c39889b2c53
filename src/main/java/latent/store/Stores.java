package latent.store;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

/**
 * From an address to its store.
 *
 * <pre>
 * file:/folder
 * s3://bucket/prefix?endpoint=https://host:port&amp;region=r&amp;path-style=true
 * </pre>
 *
 * All of an S3 address but the bucket may be left out. {@code path-style} is true unless said
 * otherwise when an endpoint is given. Plain {@code http} endpoints must be on this machine, unless
 * {@code insecure=true} says that it is meant.
 */
public final class Stores {

  private Stores() {}

  /**
   * The store at {@code address}; whether it can be reached shows when it is used.
   *
   * @throws StoreAddressException if that is no address
   */
  public static ObjectStore open(String address) throws IOException {
    URI parsed = parse(address);
    return switch (parsed.getScheme()) {
      case "file" -> DirectoryStore.open(folder(parsed));
      case "s3" -> S3Store.open(S3Address.of(parsed));
      default -> throw unknown(address);
    };
  }

  /**
   * The store at {@code address}, for the first time: a folder is made if need be; a bucket must be
   * there.
   */
  public static ObjectStore create(String address) throws IOException {
    URI parsed = parse(address);
    return switch (parsed.getScheme()) {
      case "file" -> DirectoryStore.create(folder(parsed));
      default -> open(address);
    };
  }

  private static URI parse(String address) throws StoreAddressException {
    try {
      URI parsed = new URI(address);
      if (parsed.getScheme() == null) {
        throw unknown(address);
      }
      return parsed;
    } catch (URISyntaxException malformed) {
      throw new StoreAddressException(
          "The cloud's address " + address + " is not well formed: " + malformed.getReason() + ".",
          malformed);
    }
  }

  private static Path folder(URI address) throws StoreAddressException {
    try {
      if (address.isOpaque()) {
        throw new IllegalArgumentException("the folder must be given in full, as in file:/folder");
      }
      return Path.of(address).normalize();
    } catch (IllegalArgumentException | FileSystemNotFoundException malformed) {
      throw new StoreAddressException(
          "The cloud's address " + address + " names no folder: " + malformed.getMessage() + ".",
          malformed);
    }
  }

  private static StoreAddressException unknown(String address) {
    return new StoreAddressException(
        "The cloud's address "
            + address
            + " is of no known kind; it begins with file:/ for a folder or s3:// for a bucket.",
        null);
  }
}
