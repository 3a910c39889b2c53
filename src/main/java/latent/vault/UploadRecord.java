package latent.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the device keeps of an upload in parts until it is done: a file of lines, each on the disk
 * before what it speaks of leaves. It holds nothing secret; the header stands in the bucket as it
 * does here.
 *
 * <pre>
 * latent upload 1
 * object NAME          the object's name
 * header HEXADECIMAL   under which it is sealed
 * upload WORD          the engine's word for the upload
 * size BYTES           of each part but the last
 * part NUMBER MD5      a part that left, or was about to; as many lines as parts
 * </pre>
 *
 * <p>A last line that a crash cut short was not followed by anything that left, and is dropped. A
 * file that is not like this is as good as none: the upload begins anew under another header.
 */
final class UploadRecord {

  private static final String FIRST = "latent upload 1";
  private static final int FIXED_LINES = 5;

  private final Path file;
  private final String object;
  private final byte[] header;
  private final String upload;
  private final int partSize;
  private final Map<Integer, String> left = new TreeMap<>();

  private UploadRecord(Path file, String object, byte[] header, String upload, int partSize) {
    this.file = file;
    this.object = object;
    this.header = header;
    this.upload = upload;
    this.partSize = partSize;
  }

  static UploadRecord create(Path file, String object, byte[] header, String upload, int partSize)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(unfinished);
    append(
        unfinished,
        String.join(
            "\n",
            FIRST,
            "object " + object,
            "header " + HexFormat.of().formatHex(header),
            "upload " + upload,
            "size " + partSize,
            ""));
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new UploadRecord(file, object, header, upload, partSize);
  }

  /** Empty if there is none, or none that can be used. */
  static Optional<UploadRecord> read(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    int end = text.lastIndexOf('\n') + 1;
    if (end < text.length()) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(end);
        channel.force(true);
      }
    }
    try {
      return Optional.of(parse(file, text.substring(0, end).lines().toList()));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  private static UploadRecord parse(Path file, List<String> lines) {
    if (lines.size() < FIXED_LINES || !lines.getFirst().equals(FIRST)) {
      throw new IllegalArgumentException("no record of an upload");
    }
    UploadRecord read =
        new UploadRecord(
            file,
            after("object ", lines.get(1)),
            HexFormat.of().parseHex(after("header ", lines.get(2))),
            after("upload ", lines.get(3)),
            Integer.parseInt(after("size ", lines.get(4))));
    for (String line : lines.subList(FIXED_LINES, lines.size())) {
      String[] part = after("part ", line).split(" ", 2);
      if (part.length < 2) {
        throw new IllegalArgumentException("a part without a digest");
      }
      read.left.put(Integer.valueOf(part[0]), part[1]);
    }
    return read;
  }

  private static String after(String word, String line) {
    if (!line.startsWith(word)) {
      throw new IllegalArgumentException("not a line with " + word);
    }
    return line.substring(word.length());
  }

  private static void append(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  String object() {
    return object;
  }

  byte[] header() {
    return header.clone();
  }

  String upload() {
    return upload;
  }

  int partSize() {
    return partSize;
  }

  synchronized Map<Integer, String> left() {
    return Map.copyOf(left);
  }

  /** Remembers that a part is about to leave; answers false if another left in its place. */
  synchronized boolean add(int part, String digest) throws IOException {
    String before = left.get(part);
    if (before != null) {
      return before.equals(digest);
    }
    append(file, "part " + part + " " + digest + "\n");
    left.put(part, digest);
    return true;
  }
}
