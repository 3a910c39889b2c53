package latent.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a bucket is and what in it is ours.
 *
 * @param prefix what all names in the bucket begin with: empty, or ending in {@code /}
 * @param endpoint null for Amazon's own
 * @param region null for what the SDK's settings say
 */
record S3Address(
    String bucket,
    String prefix,
    @Nullable URI endpoint,
    @Nullable String region,
    boolean pathStyle) {

  private static final Set<String> SETTINGS =
      Set.of("endpoint", "region", "path-style", "insecure");

  static S3Address of(URI address) throws StoreAddressException {
    String bucket = address.getAuthority();
    if (bucket != null && bucket.contains("@")) {
      throw tellingCredentials();
    }
    if (bucket == null || !bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,254}")) {
      throw malformed(address, "no bucket's name stands after s3://");
    }
    Map<String, String> settings = settings(address);
    URI endpoint = endpoint(address, settings);
    return new S3Address(
        bucket,
        prefix(address),
        endpoint,
        settings.get("region"),
        truth(address, settings, "path-style", endpoint != null));
  }

  private static String prefix(URI address) throws StoreAddressException {
    String prefix = address.getPath().replaceAll("^/+|/+$", "");
    if (prefix.contains("//")) {
      throw malformed(address, "the prefix has an empty part");
    }
    return prefix.isEmpty() ? "" : prefix + "/";
  }

  private static Map<String, String> settings(URI address) throws StoreAddressException {
    Map<String, String> settings = new HashMap<>();
    String query = address.getRawQuery();
    if (query == null) {
      return settings;
    }
    for (String setting : query.split("&", -1)) {
      int equals = setting.indexOf('=');
      String name = equals < 0 ? setting : setting.substring(0, equals);
      if (equals < 0 || !SETTINGS.contains(name)) {
        throw malformed(address, "the setting \"" + setting + "\" is not known");
      }
      String value = URLDecoder.decode(setting.substring(equals + 1), StandardCharsets.UTF_8);
      settings.put(name, value);
    }
    return settings;
  }

  private static @Nullable URI endpoint(URI address, Map<String, String> settings)
      throws StoreAddressException {
    String text = settings.get("endpoint");
    if (text == null) {
      return null;
    }
    URI endpoint;
    try {
      endpoint = URI.create(text);
    } catch (IllegalArgumentException broken) {
      throw malformed(address, "the endpoint " + text + " is no URL");
    }
    if (endpoint.getRawAuthority() != null && endpoint.getRawAuthority().contains("@")) {
      throw tellingCredentials();
    }
    boolean plain = "http".equals(endpoint.getScheme());
    if (endpoint.getHost() == null || !(plain || "https".equals(endpoint.getScheme()))) {
      throw malformed(address, "the endpoint " + text + " is no http or https URL");
    }
    if (plain && !isLoopback(endpoint.getHost()) && !truth(address, settings, "insecure", false)) {
      throw malformed(
          address,
          "plain http to another machine shows everyone on the way what is transferred when; use"
              + " https, or add insecure=true if it is meant");
    }
    return endpoint;
  }

  private static boolean truth(
      URI address, Map<String, String> settings, String name, boolean unsaid)
      throws StoreAddressException {
    return switch (settings.getOrDefault(name, String.valueOf(unsaid))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw malformed(address, name + " is true or false");
    };
  }

  /** Told by the text alone, so that no name is looked up. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** The address is kept in the library's settings and shown, so no secret may stand in it. */
  private static StoreAddressException tellingCredentials() {
    return new StoreAddressException(
        "The cloud's address must not hold credentials: give them by the environment variables"
            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or by a profile in ~/.aws/credentials.",
        null);
  }

  private static StoreAddressException malformed(URI address, String why) {
    return new StoreAddressException(
        "The cloud's address " + address + " can't be used: " + why + ".", null);
  }
}
