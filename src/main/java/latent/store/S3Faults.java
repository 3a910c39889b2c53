package latent.store;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What goes wrong with one bucket, in our words. */
final class S3Faults {

  /** Not for callers of the store: a range that begins at or after an object's end is empty. */
  static final class RangeBeyondEndException extends IOException {
    RangeBeyondEndException(Throwable cause) {
      super(cause);
    }
  }

  private final S3Address address;

  S3Faults(S3Address address) {
    this.address = address;
  }

  /** What the bucket answers to a question about {@code name}, metered. */
  <T> T asked(String name, Meter meter, Callable<T> question) throws IOException {
    try {
      return ScopedValue.where(MeteredHttpClient.METER, meter).call(question::call);
    } catch (HeldBackException.Unchecked held) {
      throw held.checked();
    } catch (S3Exception refused) {
      throw named(name, refused);
    } catch (SdkException fault) {
      throw unanswered(fault);
    } catch (IOException | RuntimeException passedOn) {
      throw passedOn;
    } catch (Exception impossible) {
      throw new AssertionError("the SDK throws unchecked exceptions", impossible);
    }
  }

  private IOException named(String name, S3Exception refused) {
    String code = refused.awsErrorDetails() == null ? "" : refused.awsErrorDetails().errorCode();
    return switch (code == null ? "" : code) {
      case "NoSuchBucket" ->
          new StoreMissingException("There is no bucket " + place() + ".", refused);
      case "NoSuchUpload" ->
          new StoreUnavailableException(
              "The bucket " + place() + " has given up an upload that was under way.", refused);
      case "SignatureDoesNotMatch" ->
          new StoreDeniedException(
              "The bucket " + place() + " refuses the secret access key.", refused);
      case "InvalidAccessKeyId" ->
          new StoreDeniedException("The bucket " + place() + " knows no such access key.", refused);
      case "RequestTimeTooSkewed" ->
          new StoreDeniedException(
              "This device's clock and that of the bucket " + place() + " are too far apart.",
              refused);
      case "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          new StoreAddressException(
              "The bucket " + place() + " is in another region than its address says.", refused);
      case "QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded" ->
          new StoreFullException("The bucket " + place() + " has no room left.", refused);
      case "RequestTimeout", "OperationAborted", "ConditionalRequestConflict" ->
          new StoreUnavailableException(
              "The bucket " + place() + " can't answer now" + because(code) + ".", refused);
      case "BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch" ->
          new TransferDamagedException(
              "The bucket " + place() + " got something else than was sent.", refused);
      default -> named(name, refused.statusCode(), code, refused);
    };
  }

  private IOException named(String name, int status, @Nullable String code, S3Exception refused) {
    return switch (status) {
      case 404 -> new ObjectMissingException("The store has no object " + name + ".", refused);
      case 401, 403 ->
          new StoreDeniedException(
              "The bucket " + place() + " doesn't let us in" + because(code) + ".", refused);
      case 301, 307 ->
          new StoreAddressException(
              "The bucket " + place() + " is in another region than its address says.", refused);
      case 409, 412 ->
          new ObjectExistsException("The store already has an object " + name + ".", refused);
      case 416 -> new RangeBeyondEndException(refused);
      case 507 -> new StoreFullException("The bucket " + place() + " has no room left.", refused);
      default ->
          status == 408 || status == 429 || status >= 500
              ? new StoreUnavailableException(
                  "The bucket " + place() + " can't answer now" + because(code) + ".", refused)
              : new StoreDeniedException(
                  "The bucket " + place() + " refuses what was asked" + because(code) + ".",
                  refused);
    };
  }

  private StoreException unanswered(SdkException fault) {
    String message = String.valueOf(fault.getMessage());
    if (message.contains("Unable to load credentials")) {
      return new StoreDeniedException(
          "No credentials for the bucket "
              + place()
              + " were found in the environment or in the AWS profile files.",
          fault);
    }
    return new StoreUnavailableException(
        "The bucket " + place() + " doesn't answer" + because(rootOf(fault)) + ".", fault);
  }

  StoreUnavailableException brokenOff(Exception broken) {
    return new StoreUnavailableException(
        "The connection to the bucket "
            + place()
            + " broke off while an object was fetched"
            + because(rootOf(broken))
            + ".",
        broken);
  }

  private static @Nullable String rootOf(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  private static String because(@Nullable String code) {
    return code == null || code.isEmpty() ? "" : " (" + code + ")";
  }

  private String place() {
    return address.endpoint() == null
        ? address.bucket()
        : address.bucket() + " at " + address.endpoint();
  }

  /**
   * An ETag as it is compared: without quotes; empty if there is none. A weak one (RFC 9110, 8.8.1)
   * may stay the same when bytes change, so it is none.
   */
  static String unquoted(@Nullable String tag) {
    return tag == null || tag.startsWith("W/") ? "" : tag.replace("\"", "");
  }
}
