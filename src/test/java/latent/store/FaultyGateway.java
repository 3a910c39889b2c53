package latent.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What stands before a real S3 server and does to its connections what networks and busy engines
 * do: on loopback, one request per connection, each either passed on as it is or struck by a fault.
 *
 * <p>As with {@link FaultyStore}, what happens follows from the seed, the request and how often it
 * came, and nothing strikes the same request more than twice in a row.
 */
public final class FaultyGateway implements AutoCloseable {

  /** What can happen to a request. */
  public enum Fault {
    /** 500 InternalError, before the body is read. */
    INTERNAL_ERROR,
    /** 503 SlowDown. */
    SLOW_DOWN,
    /** The answer comes later than usual. */
    LATE,
    /** No answer comes at all, until the other side gives up. */
    SILENT,
    /** The connection is reset while the request's body comes. */
    RESET_UP,
    /** It was passed on and done; the connection is reset before the answer. */
    ANSWER_LOST,
    /** The connection is reset in the middle of the answer. */
    RESET_DOWN,
    /** The answer ends early, and the connection is closed as if that were all. */
    TRUNCATED,
    /** One byte of what is sent is another when it arrives. */
    FLIPPED_UP,
    /** One byte of the object that is fetched is another when it arrives. */
    FLIPPED_DOWN
  }

  private static final int MOST_IN_A_ROW = 2;
  private static final Duration TOLERANCE = Duration.ofMinutes(15);
  private static final Duration SILENCE = Duration.ofMillis(1200);
  private static final DateTimeFormatter AMAZON_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

  private final S3Server server;
  private final ServerSocket listening;
  private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
  private final long seed;
  private final double rate;
  private final List<Fault> faults;
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<String, Integer> inARow = new ConcurrentHashMap<>();
  private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
  private final AtomicLong bodyBytesDown = new AtomicLong();
  private volatile boolean quiet;
  private volatile Duration skew = Duration.ZERO;

  /**
   * @param rate how many of a hundred requests are struck, as a fraction
   */
  public FaultyGateway(S3Server server, long seed, double rate, Set<Fault> faults)
      throws IOException {
    this.server = server;
    this.seed = seed;
    this.rate = rate;
    this.faults = faults.stream().sorted().toList();
    this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    connections.execute(this::listen);
  }

  /** The server's objects under this prefix, by way of the gateway. */
  public ObjectStore open(String prefix) throws IOException {
    String here = "127.0.0.1%3A" + listening.getLocalPort();
    String there = "127.0.0.1%3A" + server.endpoint().getPort();
    String address = server.address(S3Server.BUCKET, prefix).replace(there, here);
    return S3Store.open(
        S3Address.of(URI.create(address)),
        S3Server.credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY),
        SILENCE.dividedBy(2));
  }

  /** From now on nothing fails. */
  public void calm() {
    quiet = true;
  }

  /** From now on the server's clock is ahead by so much, and it refuses whoever differs. */
  public void skew(Duration ahead) {
    skew = ahead;
  }

  /** How often each fault struck. */
  public Map<Fault, Integer> struck() {
    synchronized (struck) {
      return Map.copyOf(struck);
    }
  }

  /** Bytes of answers' bodies that left the gateway. */
  public long bodyBytesDown() {
    return bodyBytesDown.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    connections.shutdownNow();
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        connections.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private Optional<Fault> next(String request) {
    if (quiet || faults.isEmpty()) {
      return Optional.empty();
    }
    int attempt = asked.computeIfAbsent(request, fresh -> new AtomicInteger()).incrementAndGet();
    Random random = new Random(seed ^ ((long) request.hashCode() << 20) ^ attempt);
    random.nextLong();
    boolean strikes = random.nextDouble() < rate && inARow.getOrDefault(request, 0) < MOST_IN_A_ROW;
    if (!strikes) {
      inARow.put(request, 0);
      return Optional.empty();
    }
    inARow.merge(request, 1, Integer::sum);
    Fault fault = faults.get(random.nextInt(faults.size()));
    synchronized (struck) {
      struck.merge(fault, 1, Integer::sum);
    }
    return Optional.of(fault);
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      Head head = Head.read(in);
      if (isSkewed(head)) {
        refuseSkewed(client, in, head);
        return;
      }
      Optional<Fault> fault = next(head.first());
      switch (fault.orElse(Fault.LATE)) {
        case INTERNAL_ERROR -> refuse(client, in, head, "500 Internal Server Error");
        case SLOW_DOWN -> refuse(client, in, head, "503 Slow Down");
        case SILENT -> Thread.sleep(SILENCE);
        case RESET_UP -> {
          body(client, in, head, head.length() / 2);
          reset(client);
        }
        case LATE, ANSWER_LOST, RESET_DOWN, TRUNCATED, FLIPPED_UP, FLIPPED_DOWN -> {
          byte[] body = body(client, in, head, head.length());
          if (fault.isPresent() && fault.get() == Fault.LATE) {
            Thread.sleep(100);
          }
          if (fault.isPresent() && fault.get() == Fault.FLIPPED_UP && body.length > 0) {
            body[body.length / 2] ^= 1;
          }
          answer(client, head, passOn(head, body), fault);
        }
      }
    } catch (IOException broken) {
      return;
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** The beginning of a request or an answer. */
  private record Head(String first, List<String> fields) {

    static Head read(InputStream in) throws IOException {
      String text = readTo(in);
      List<String> lines = List.of(text.split("\r\n", -1));
      return new Head(
          lines.getFirst(),
          lines.subList(1, lines.size()).stream().filter(line -> !line.isEmpty()).toList());
    }

    private static String readTo(InputStream in) throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (true) {
        int read = in.read();
        if (read < 0) {
          throw new EOFException("no request");
        }
        head.write(read);
        if (read == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
          return head.toString(StandardCharsets.ISO_8859_1);
        }
      }
    }

    Optional<String> field(String name) {
      return fields.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }

    int length() {
      return field("Content-Length").map(Integer::parseInt).orElse(0);
    }
  }

  private static byte[] body(Socket client, InputStream in, Head head, int bytes)
      throws IOException {
    if (head.field("Expect").isPresent()) {
      write(client, "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    return in.readNBytes(bytes);
  }

  private byte[] passOn(Head head, byte[] body) throws IOException {
    try (Socket upstream =
        new Socket(InetAddress.getLoopbackAddress(), server.endpoint().getPort())) {
      StringBuilder request = new StringBuilder(head.first()).append("\r\n");
      for (String field : head.fields()) {
        String name = field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
        if (!name.equals("connection") && !name.equals("expect")) {
          request.append(field).append("\r\n");
        }
      }
      request.append("Connection: close\r\n\r\n");
      write(upstream, request.toString().getBytes(StandardCharsets.ISO_8859_1));
      write(upstream, body);
      return upstream.getInputStream().readAllBytes();
    }
  }

  private void answer(Socket client, Head request, byte[] answer, Optional<Fault> fault)
      throws IOException {
    int bodyAt = bodyAt(answer);
    int half = bodyAt + (answer.length - bodyAt) / 2;
    int sent = answer.length;
    switch (fault.orElse(Fault.LATE)) {
      case ANSWER_LOST -> {
        reset(client);
        return;
      }
      case RESET_DOWN, TRUNCATED -> sent = half == bodyAt ? 0 : half;
      case FLIPPED_DOWN -> {
        if (request.first().startsWith("GET") && !request.first().contains("list-type")) {
          answer[half] ^= 1;
        }
      }
      default -> {}
    }
    write(client, Arrays.copyOf(answer, sent));
    bodyBytesDown.addAndGet(Math.max(0, sent - bodyAt));
    if (fault.isPresent() && fault.get() == Fault.RESET_DOWN) {
      reset(client);
    }
  }

  private static int bodyAt(byte[] answer) {
    for (int at = 3; at < answer.length; at++) {
      if (answer[at - 3] == '\r'
          && answer[at - 2] == '\n'
          && answer[at - 1] == '\r'
          && answer[at] == '\n') {
        return at + 1;
      }
    }
    return answer.length;
  }

  private boolean isSkewed(Head head) {
    Optional<String> signed = head.field("X-Amz-Date");
    if (skew.isZero() || signed.isEmpty()) {
      return false;
    }
    Instant theirs = LocalDateTime.parse(signed.get(), AMAZON_TIME).toInstant(ZoneOffset.UTC);
    return Duration.between(theirs, Instant.now().plus(skew)).abs().compareTo(TOLERANCE) > 0;
  }

  private void refuseSkewed(Socket client, InputStream in, Head head) throws IOException {
    body(client, in, head, head.length());
    String time =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plus(skew).atOffset(ZoneOffset.UTC));
    refuse(client, "403 Forbidden", "RequestTimeTooSkewed", "Date: " + time + "\r\n");
  }

  private static void refuse(Socket client, InputStream in, Head head, String status)
      throws IOException {
    in.readNBytes(head.field("Expect").isPresent() ? 0 : head.length());
    refuse(client, status, status.startsWith("503") ? "SlowDown" : "InternalError", "");
  }

  private static void refuse(Socket client, String status, String code, String more)
      throws IOException {
    String body =
        "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>no</Message></Error>";
    String answer =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: application/xml\r\nConnection: close\r\n"
            + more
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    write(client, answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** Closes in such a way that the other side sees a reset. */
  private static void reset(Socket client) throws IOException {
    client.setSoLinger(true, 0);
    client.close();
  }
}
