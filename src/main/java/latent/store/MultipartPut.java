package latent.store;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * One large object on its way up in parts: while {@value #CONNECTIONS} are sent, the next is read.
 * So {@value #BUFFERS} parts are in memory at a time, whatever the object's size. A part that fails
 * is sent again from memory.
 *
 * <p>If that doesn't help, or the program ends, the parts that arrived stay where the content
 * remembers them ({@link ResumableContent}): the next put reads all of it again and sends only the
 * parts whose checksum the bucket doesn't have. Any other content is given up, and the bucket told
 * so.
 */
final class MultipartPut {

  /** S3 takes parts of 5 MiB to 5 GiB, and 10,000 of them. */
  private static final int USUAL_PART = 16 << 20;

  private static final int MOST_PARTS = 10_000;
  private static final int MEBIBYTE = 1 << 20;

  private static final int CONNECTIONS = 2;
  private static final int BUFFERS = CONNECTIONS + 1;

  private final S3Client client;
  private final String bucket;
  private final String key;
  private final Meter meter;
  private final S3Faults faults;

  MultipartPut(S3Client client, String bucket, String key, Meter meter, S3Faults faults) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.meter = meter;
    this.faults = faults;
  }

  /** A part that lies in the bucket, and the MD5 of what was sent. */
  private record Sent(CompletedPart part, byte[] digest) {}

  Receipt put(String name, Content content) throws IOException {
    if (!(content instanceof ResumableContent resumable)) {
      return send(name, new OneSending(begin(name), content), Map.of(), content.length(), false);
    }
    int partSize = partSize(content.length());
    Optional<Sending> unfinished = resumable.unfinished(partSize);
    if (unfinished.isPresent()) {
      Sending sending = unfinished.get();
      Map<Integer, String> held = held(name, sending.upload());
      if (!held.isEmpty()) {
        return send(name, sending, held, content.length(), true);
      }
      Optional<Receipt> finished = finished(name, sending, content.length());
      if (finished.isPresent()) {
        return finished.get();
      }
      giveUp(name, sending.upload());
    }
    Sending fresh = resumable.begin(begin(name), partSize);
    return send(name, fresh, Map.of(), content.length(), true);
  }

  private String begin(String name) throws IOException {
    return faults.asked(
        name,
        meter,
        () -> client.createMultipartUpload(ask -> ask.bucket(bucket).key(key)).uploadId());
  }

  /**
   * The checksums of the parts that the bucket has of an upload; none if it doesn't know it, which
   * not every engine says.
   */
  private Map<Integer, String> held(String name, String upload) throws IOException {
    return faults.asked(
        name,
        meter,
        () -> {
          Map<Integer, String> held = new HashMap<>();
          try {
            for (Part part :
                client
                    .listPartsPaginator(ask -> ask.bucket(bucket).key(key).uploadId(upload))
                    .parts()) {
              held.put(part.partNumber(), S3Faults.unquoted(part.eTag()));
            }
          } catch (S3Exception unknown) {
            if (unknown.statusCode() != 404) {
              throw unknown;
            }
          }
          return held;
        });
  }

  /**
   * The object, if the upload was completed and only the word of it got lost: all its parts had
   * left, and the object has the tag that they make together.
   */
  private Optional<Receipt> finished(String name, Sending sending, long length) throws IOException {
    Map<Integer, String> left = sending.left();
    if (left.size() < count(length)) {
      return Optional.empty();
    }
    ByteArrayOutputStream digests = new ByteArrayOutputStream();
    for (int number = 1; number <= left.size(); number++) {
      digests.writeBytes(HexFormat.of().parseHex(left.get(number)));
    }
    String expected = tag(digests.toByteArray(), left.size());
    try {
      HeadObjectResponse found =
          faults.asked(name, meter, () -> client.headObject(ask -> ask.bucket(bucket).key(key)));
      boolean same =
          found.contentLength() == length
              && S3Faults.unquoted(found.eTag()).equalsIgnoreCase(expected);
      return same ? Optional.of(new Receipt(name, length, expected, true)) : Optional.empty();
    } catch (ObjectMissingException none) {
      return Optional.empty();
    }
  }

  private Receipt send(
      String name, Sending sending, Map<Integer, String> held, long length, boolean resumable)
      throws IOException {
    boolean toBeKept = false;
    try {
      List<Sent> sent = sendParts(name, sending, held, length);
      Receipt receipt = complete(name, sending.upload(), sent, length);
      toBeKept = true;
      return receipt;
    } catch (StoreException | InterruptedIOException cutShort) {
      toBeKept = resumable;
      throw cutShort;
    } finally {
      if (!toBeKept) {
        giveUp(name, sending.upload());
      }
    }
  }

  private List<Sent> sendParts(String name, Sending sending, Map<Integer, String> held, long length)
      throws IOException {
    int partSize = partSize(length);
    byte[][] buffers = new byte[BUFFERS][partSize];
    List<Sent> sent = new ArrayList<>();
    Deque<Future<Sent>> under = new ArrayDeque<>();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
        InputStream in = sending.open()) {
      int number = 1;
      for (long at = 0; at < length; at += partSize) {
        byte[] buffer = buffers[number % BUFFERS];
        int size = (int) Math.min(partSize, length - at);
        boolean last = at + size == length;
        if (in.readNBytes(buffer, 0, size) < size || (last && in.read() >= 0)) {
          throw new EOFException("content is not of the announced " + length + " bytes");
        }
        if (under.size() == CONNECTIONS) {
          sent.add(await(under.remove()));
        }
        int part = number++;
        under.add(senders.submit(() -> send(name, sending, held, part, buffer, size)));
      }
      while (!under.isEmpty()) {
        sent.add(await(under.remove()));
      }
    }
    return sent;
  }

  static int partSize(long length) {
    long least = (length + MOST_PARTS - 1) / MOST_PARTS;
    long rounded = (least + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE;
    return Math.toIntExact(Math.max(USUAL_PART, rounded));
  }

  /** How many parts an object of this length has. */
  static long count(long length) {
    return Math.ceilDiv(length, partSize(length));
  }

  private Sent send(
      String name, Sending sending, Map<Integer, String> held, int number, byte[] part, int size)
      throws IOException {
    byte[] digest = Md5.of(part, size);
    String written = HexFormat.of().formatHex(digest);
    sending.leaving(number, written);
    if (written.equalsIgnoreCase(held.get(number))) {
      return new Sent(completed(number, written), digest);
    }
    UploadPartResponse response =
        faults.asked(
            name,
            meter,
            () ->
                client.uploadPart(
                    ask ->
                        ask.bucket(bucket)
                            .key(key)
                            .uploadId(sending.upload())
                            .partNumber(number)
                            .contentMD5(Base64.getEncoder().encodeToString(digest)),
                    S3Store.body(part, size)));
    return new Sent(completed(number, response.eTag()), digest);
  }

  private static CompletedPart completed(int number, String tag) {
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  private static Sent await(Future<Sent> part) throws IOException {
    try {
      return part.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException fault) {
        throw fault;
      }
      throw new IllegalStateException("a part could not be sent", failed.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a part was sent");
    }
  }

  private Receipt complete(String name, String upload, List<Sent> sent, long length)
      throws IOException {
    List<CompletedPart> parts = sent.stream().map(Sent::part).toList();
    CompleteMultipartUploadResponse response =
        faults.asked(
            name,
            meter,
            () ->
                client.completeMultipartUpload(
                    ask ->
                        ask.bucket(bucket)
                            .key(key)
                            .uploadId(upload)
                            .multipartUpload(all -> all.parts(parts))));
    ByteArrayOutputStream digests = new ByteArrayOutputStream();
    sent.forEach(part -> digests.writeBytes(part.digest()));
    String tag = tagOf(name, response);
    boolean confirmed = tag.equalsIgnoreCase(tag(digests.toByteArray(), sent.size()));
    return new Receipt(name, length, tag, confirmed);
  }

  /**
   * The tag of such an object is, by custom, the MD5 of its parts' MD5s and how many there are;
   * where an engine keeps that custom, the tag confirms every byte.
   */
  private static String tag(byte[] digests, int parts) {
    return HexFormat.of().formatHex(Md5.of(digests, digests.length)) + "-" + parts;
  }

  /** Tells the bucket that nobody will finish an upload; it need not know it any more. */
  void abandon(String name, String upload) throws IOException {
    faults.asked(
        name,
        meter,
        () -> {
          try {
            return client.abortMultipartUpload(ask -> ask.bucket(bucket).key(key).uploadId(upload));
          } catch (S3Exception gone) {
            if (gone.statusCode() == 404) {
              return gone;
            }
            throw gone;
          }
        });
  }

  /**
   * The tag as the answer says it, or, where an engine's answer lacks it (Ceph), as a HEAD does.
   */
  private String tagOf(String name, CompleteMultipartUploadResponse response) throws IOException {
    String tag = S3Faults.unquoted(response.eTag());
    return tag.isEmpty()
        ? S3Faults.unquoted(
            faults
                .asked(name, meter, () -> client.headObject(ask -> ask.bucket(bucket).key(key)))
                .eTag())
        : tag;
  }

  /**
   * Best effort: what remains costs the bucket's owner room until its lifecycle rule removes it.
   */
  private void giveUp(String name, String upload) {
    try {
      abandon(name, upload);
    } catch (IOException unreachable) {
      return;
    }
  }

  /** Content that remembers nothing. */
  private record OneSending(String upload, Content content) implements Sending {
    @Override
    public Map<Integer, String> left() {
      return Map.of();
    }

    @Override
    public InputStream open() throws IOException {
      return content.open();
    }

    @Override
    public void leaving(int part, String digest) {}
  }
}
