package latent.vision;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rewrites an ONNX graph that was written for pictures of one size so that it takes any size: its
 * input's last two dimensions get names in place of numbers, and the sizes it states for what
 * follows from them are left out.
 *
 * <p>An ONNX file is a Protocol Buffers message. Only these fields (numbers from {@code onnx.proto}
 * of ONNX 1.x, the same in all versions) are looked at; all others are copied as they are:
 *
 * <pre>
 * ModelProto.graph = 7
 * GraphProto.initializer = 5, input = 11, output = 12, value_info = 13
 * TensorProto.name = 8
 * ValueInfoProto.name = 1, type = 2
 * TypeProto.tensor_type = 1
 * TypeProto.Tensor.shape = 2
 * TensorShapeProto.dim = 1
 * TensorShapeProto.Dimension.dim_param = 2
 * </pre>
 */
final class GraphOpener {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /** What the open dimensions are called, in the order rows, columns. */
  private static final List<String> NAMES = List.of("height", "width");

  private GraphOpener() {}

  /**
   * @throws IllegalArgumentException if this is not a Protocol Buffers message
   */
  static byte[] open(byte[] model) {
    return replacing(whole(model), 7, GraphOpener::openGraph);
  }

  private static byte[] openGraph(Message graph) {
    Set<String> weights = new HashSet<>();
    for (Field field : graph.fields()) {
      if (field.number == 5) {
        weights.add(field.message().text(8));
      }
    }
    ByteArrayOutputStream opened = new ByteArrayOutputStream(graph.to - graph.from);
    for (Field field : graph.fields()) {
      switch (field.number) {
        case 11 -> {
          boolean isWeight = weights.contains(field.message().text(1));
          put(
              opened,
              11,
              isWeight
                  ? field.message().copy()
                  : onType(field.message(), GraphOpener::withOpenDimensions));
        }
        case 12 -> put(opened, 12, onType(field.message(), GraphOpener::withoutShape));
        case 13 -> {
          // The runtime infers what is in between.
        }
        default -> field.copyTo(opened);
      }
    }
    return opened.toByteArray();
  }

  /** A ValueInfoProto whose tensor type is another. */
  private static byte[] onType(Message value, Change change) {
    return replacing(value, 2, type -> replacing(type, 1, change));
  }

  private static byte[] withoutShape(Message tensorType) {
    ByteArrayOutputStream without = new ByteArrayOutputStream();
    for (Field field : tensorType.fields()) {
      if (field.number != 2) {
        field.copyTo(without);
      }
    }
    return without.toByteArray();
  }

  private static byte[] withOpenDimensions(Message tensorType) {
    return replacing(tensorType, 2, GraphOpener::openShape);
  }

  private static byte[] openShape(Message shape) {
    List<Field> dimensions = shape.fields();
    int firstOpen = dimensions.size() - NAMES.size();
    ByteArrayOutputStream opened = new ByteArrayOutputStream();
    for (int i = 0; i < dimensions.size(); i++) {
      if (i < firstOpen) {
        dimensions.get(i).copyTo(opened);
      } else {
        ByteArrayOutputStream dimension = new ByteArrayOutputStream();
        put(dimension, 2, NAMES.get(i - firstOpen).getBytes(StandardCharsets.UTF_8));
        put(opened, 1, dimension.toByteArray());
      }
    }
    return opened.toByteArray();
  }

  /** What becomes of a message. */
  private interface Change {
    byte[] apply(Message message);
  }

  /** A copy of a message in which every field of this number is changed. */
  private static byte[] replacing(Message message, int number, Change change) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream(message.to - message.from);
    for (Field field : message.fields()) {
      if (field.number == number) {
        put(changed, number, change.apply(field.message()));
      } else {
        field.copyTo(changed);
      }
    }
    return changed.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, int number, byte[] body) {
    putVarint(out, (long) number << 3 | BYTES);
    putVarint(out, body.length);
    out.writeBytes(body);
  }

  private static void putVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest > 0x7f) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static Message whole(byte[] bytes) {
    return new Message(bytes, 0, bytes.length);
  }

  /** The bytes from {@code from} to before {@code to}, as a message. */
  private record Message(byte[] bytes, int from, int to) {

    List<Field> fields() {
      List<Field> fields = new ArrayList<>();
      Cursor cursor = new Cursor(bytes, from, to);
      while (cursor.at < to) {
        fields.add(cursor.field());
      }
      return fields;
    }

    /** The field of this number as text; empty if there is none. */
    String text(int number) {
      for (Field field : fields()) {
        if (field.number == number) {
          return new String(bytes, field.body, field.end - field.body, StandardCharsets.UTF_8);
        }
      }
      return "";
    }

    byte[] copy() {
      return java.util.Arrays.copyOfRange(bytes, from, to);
    }
  }

  /** One field: its tag begins at {@code start}, its value at {@code body}. */
  private record Field(byte[] bytes, int number, int start, int body, int end) {

    Message message() {
      return new Message(bytes, body, end);
    }

    void copyTo(ByteArrayOutputStream out) {
      out.write(bytes, start, end - start);
    }
  }

  /** A place in a message. */
  private static final class Cursor {

    private final byte[] bytes;
    private final int to;
    private int at;

    Cursor(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      this.to = to;
      this.at = from;
    }

    Field field() {
      int start = at;
      long tag = varint();
      int body = at;
      long end =
          switch ((int) (tag & 7)) {
            case VARINT -> {
              varint();
              yield at;
            }
            case FIXED64 -> at + 8L;
            case FIXED32 -> at + 4L;
            case BYTES -> {
              long length = varint();
              body = at;
              yield at + length;
            }
            default -> -1L;
          };
      if (end < body || end > to) {
        throw new IllegalArgumentException("not a Protocol Buffers message");
      }
      at = (int) end;
      return new Field(bytes, (int) (tag >>> 3), start, body, at);
    }

    private long varint() {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        if (at >= to) {
          throw new IllegalArgumentException("not a Protocol Buffers message");
        }
        byte next = bytes[at++];
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException("not a Protocol Buffers message");
    }
  }
}
