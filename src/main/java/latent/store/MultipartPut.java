package latent.store;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * One large object on its way up in parts: while one part is sent, the next is read. Two parts are
 * in memory at a time, whatever the object's size. A part that fails is sent again from memory; if
 * that doesn't help, the whole upload is given up and the bucket told so.
 */
final class MultipartPut {

  /** S3 takes parts of 5 MiB to 5 GiB, and 10,000 of them. */
  private static final int USUAL_PART = 16 << 20;

  private static final int MOST_PARTS = 10_000;
  private static final int MEBIBYTE = 1 << 20;

  private final S3Client client;
  private final String bucket;
  private final String key;
  private final Meter meter;
  private final S3Faults faults;
  private final List<CompletedPart> parts = new ArrayList<>();
  private final ByteArrayOutputStream digests = new ByteArrayOutputStream();

  MultipartPut(S3Client client, String bucket, String key, Meter meter, S3Faults faults) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.meter = meter;
    this.faults = faults;
  }

  Receipt put(String name, Content content) throws IOException {
    String upload =
        faults.asked(
            name,
            meter,
            () -> client.createMultipartUpload(ask -> ask.bucket(bucket).key(key)).uploadId());
    boolean done = false;
    try {
      sendParts(name, upload, content);
      Receipt receipt = complete(name, upload, content.length());
      done = true;
      return receipt;
    } finally {
      if (!done) {
        giveUp(name, upload);
      }
    }
  }

  private void sendParts(String name, String upload, Content content) throws IOException {
    long length = content.length();
    int partSize = partSize(length);
    byte[][] buffers = new byte[2][partSize];
    try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor();
        InputStream in = content.open()) {
      Future<CompletedPart> under = null;
      int number = 1;
      for (long at = 0; at < length; at += partSize) {
        byte[] buffer = buffers[number % 2];
        int size = (int) Math.min(partSize, length - at);
        boolean last = at + size == length;
        if (in.readNBytes(buffer, 0, size) < size || (last && in.read() >= 0)) {
          throw new EOFException("content is not of the announced " + length + " bytes");
        }
        await(under);
        int part = number++;
        under = sender.submit(() -> send(name, upload, part, buffer, size));
      }
      await(under);
    }
  }

  static int partSize(long length) {
    long least = (length + MOST_PARTS - 1) / MOST_PARTS;
    long rounded = (least + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE;
    return Math.toIntExact(Math.max(USUAL_PART, rounded));
  }

  private CompletedPart send(String name, String upload, int number, byte[] part, int size)
      throws IOException {
    byte[] digest = Md5.of(part, size);
    UploadPartResponse response =
        faults.asked(
            name,
            meter,
            () ->
                client.uploadPart(
                    ask ->
                        ask.bucket(bucket)
                            .key(key)
                            .uploadId(upload)
                            .partNumber(number)
                            .contentMD5(Base64.getEncoder().encodeToString(digest)),
                    S3Store.body(part, size)));
    digests.writeBytes(digest);
    return CompletedPart.builder().partNumber(number).eTag(response.eTag()).build();
  }

  private void await(@Nullable Future<CompletedPart> part) throws IOException {
    if (part == null) {
      return;
    }
    try {
      parts.add(part.get());
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

  /**
   * The tag of such an object is, by custom, the MD5 of its parts' MD5s and how many there are;
   * where an engine keeps that custom, the tag confirms every byte.
   */
  private Receipt complete(String name, String upload, long length) throws IOException {
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
    byte[] all = digests.toByteArray();
    String expected = HexFormat.of().formatHex(Md5.of(all, all.length)) + "-" + parts.size();
    String tag = tagOf(name, response);
    return new Receipt(name, length, tag, tag.equalsIgnoreCase(expected));
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
      faults.asked(
          name,
          meter,
          () -> client.abortMultipartUpload(ask -> ask.bucket(bucket).key(key).uploadId(upload)));
    } catch (IOException unreachable) {
      return;
    }
  }
}
