package latent.vision;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import latent.image.Pixels;

/**
 * A loaded network that takes one picture and answers with tensors of floats. For one thread at a
 * time, and it computes on that thread alone: several pictures at once are several networks.
 */
final class Network implements AutoCloseable {

  private static final int COLOURS = 3;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;
  private final boolean isBlueFirst;

  /** What becomes of each byte value. */
  private final float[] values = new float[256];

  /** The input's numbers, outside the heap; grows to the largest input seen. */
  private FloatBuffer numbers = FloatBuffer.allocate(0);

  /**
   * @param graph the bytes of an ONNX file, the description's own or made from them
   * @throws UnusableModelException if the runtime does not take it
   */
  Network(ModelDescription description, byte[] graph) {
    InputForm form = description.input();
    isBlueFirst = form.colours() == InputForm.Colours.BGR;
    for (int value = 0; value < values.length; value++) {
      values[value] = (value - form.mean()) / form.divisor();
    }
    environment = environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      environment.setTelemetry(false);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = environment.createSession(graph, options);
      input = session.getInputNames().iterator().next();
    } catch (OrtException refused) {
      throw new UnusableModelException(
          description.graph().description()
              + ": the runtime refuses its network: "
              + refused.getMessage(),
          refused);
    }
  }

  /** The runtime itself, of which a process has one; loaded when first asked for. */
  static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "latent");
  }

  /** The names of what it answers. */
  Set<String> outputs() {
    return session.getOutputNames();
  }

  /**
   * What the network answers to a picture in the top left corner of its input, the rest of which is
   * black. The caller closes the answers.
   *
   * @param width columns of the input, no fewer than the picture's
   * @param height rows of the input, no fewer than the picture's
   * @throws NetworkException if the runtime fails
   */
  Answers run(Pixels picture, int width, int height) {
    int plane = width * height;
    FloatBuffer filled = room(COLOURS * plane);
    for (int colour = 0; colour < COLOURS; colour++) {
      fill(filled, colour * plane, picture, isBlueFirst ? 2 - colour : colour, width, height);
    }
    long[] shape = {1, COLOURS, height, width};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, filled, shape)) {
      return new Answers(session.run(Map.of(input, tensor)));
    } catch (OrtException failed) {
      throw new NetworkException("the network failed: " + failed.getMessage(), failed);
    }
  }

  private FloatBuffer room(int size) {
    if (numbers.capacity() < size) {
      numbers =
          ByteBuffer.allocateDirect(size * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
    return numbers.slice(0, size);
  }

  /** Writes one plane: byte {@code colour} of every pixel. */
  private void fill(FloatBuffer out, int start, Pixels picture, int colour, int width, int height) {
    byte[] rgb = picture.rgb();
    int across = picture.width();
    float black = values[0];
    float[] row = new float[width];
    java.util.Arrays.fill(row, across, width, black);
    int at = colour;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < across; x++) {
        row[x] = values[rgb[at] & 0xff];
        at += COLOURS;
      }
      out.put(start + y * width, row);
    }
    java.util.Arrays.fill(row, black);
    for (int y = picture.height(); y < height; y++) {
      out.put(start + y * width, row);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException failed) {
      throw new NetworkException("the network can't be closed", failed);
    }
  }

  /** The tensors that a network answered with. */
  static final class Answers implements AutoCloseable {

    private final OrtSession.Result result;

    private Answers(OrtSession.Result result) {
      this.result = result;
    }

    /**
     * The answer of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    Answer named(String name) {
      return result
          .get(name)
          .map(Answers::read)
          .orElseThrow(
              () -> new IllegalArgumentException("the network has no output named " + name));
    }

    /** The only answer, or the first of several. */
    Answer first() {
      return read(result.get(0));
    }

    private static Answer read(ai.onnxruntime.OnnxValue value) {
      OnnxTensor tensor = (OnnxTensor) value;
      return new Answer(tensor.getFloatBuffer(), tensor.getInfo().getShape());
    }

    @Override
    public void close() {
      result.close();
    }
  }

  /**
   * One tensor.
   *
   * @param shape its sizes, from the slowest to the fastest running
   */
  record Answer(FloatBuffer numbers, long[] shape) {}
}
