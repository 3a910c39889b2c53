package latent.image;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

/**
 * Reads a rectangle out of a plain frame, turning only that into red, green and blue.
 *
 * <p>Resampling is separable, with a triangle as wide as two output pixels or two source pixels,
 * whichever is wider: bilinear where it enlarges, a weighted mean of every source pixel where it
 * shrinks. Beyond the frame all is black.
 */
final class RegionSampler {

  private final AVFrame frame;
  private final AVPixFmtDescriptor layout;

  RegionSampler(AVFrame frame) {
    this.frame = frame;
    this.layout = av_pix_fmt_desc_get(frame.format());
  }

  /**
   * The rectangle from (left, top) to (right, bottom), in pixels of the frame.
   *
   * @param width pixels across the result
   * @param height pixels down the result
   */
  Pixels read(double left, double top, double right, double bottom, int width, int height) {
    int components = layout.nb_components();
    float[][] planes = new float[components][];
    for (int i = 0; i < components; i++) {
      boolean chroma = frame.format() != AV_PIX_FMT_RGB24 && i > 0;
      int shiftX = chroma ? layout.log2_chroma_w() : 0;
      int shiftY = chroma ? layout.log2_chroma_h() : 0;
      Axis across =
          Axis.of(
              left / (1 << shiftX), right / (1 << shiftX), width, samples(frame.width(), shiftX));
      Axis down =
          Axis.of(
              top / (1 << shiftY), bottom / (1 << shiftY), height, samples(frame.height(), shiftY));
      planes[i] = sample(i, across, down);
    }
    return new Pixels(
        width, height, frame.format() == AV_PIX_FMT_RGB24 ? pack(planes) : toRgb(planes));
  }

  private static int samples(int pixels, int shift) {
    return -(-pixels >> shift);
  }

  private float[] sample(int component, Axis across, Axis down) {
    AVComponentDescriptor place = layout.comp(component);
    int step = place.step();
    int black = frame.format() == AV_PIX_FMT_RGB24 ? 0 : Frames.blackOf(frame, component);
    int first = across.first();
    int span = across.end() - first;
    int stride = frame.linesize(place.plane());
    int offset = first * step + place.offset();
    ByteBuffer plane = Frames.plane(frame, place.plane());
    byte[] row = new byte[Math.max(0, span * step - place.offset())];
    float[] column = new float[span];
    float[] out = new float[across.size() * down.size()];
    for (int v = 0; v < down.size(); v++) {
      Arrays.fill(column, 0);
      for (int k = 0; k < down.count(v) && span > 0; k++) {
        plane.get((down.start(v) + k) * stride + offset, row);
        addRow(column, row, step, down.weight(v, k));
      }
      for (int u = 0; u < across.size(); u++) {
        float outside = 1 - across.inside(u) * down.inside(v);
        out[v * across.size() + u] =
            weighted(column, across.start(u) - first, across.weights(u)) + outside * black;
      }
    }
    return out;
  }

  private static float weighted(float[] column, int from, float[] weights) {
    float sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * column[from + k];
    }
    return sum;
  }

  private static void addRow(float[] column, byte[] row, int step, float weight) {
    if (step == 1) {
      for (int x = 0; x < column.length; x++) {
        column[x] += weight * (row[x] & 0xff);
      }
      return;
    }
    for (int x = 0; x < column.length; x++) {
      column[x] += weight * (row[x * step] & 0xff);
    }
  }

  private static byte[] pack(float[][] planes) {
    byte[] rgb = new byte[3 * planes[0].length];
    for (int i = 0; i < planes[0].length; i++) {
      rgb[3 * i] = clamped(planes[0][i]);
      rgb[3 * i + 1] = clamped(planes[1][i]);
      rgb[3 * i + 2] = clamped(planes[2][i]);
    }
    return rgb;
  }

  /**
   * Brightness and colour difference to red, green, blue: the inverse of E'Y = Kr R + Kg G + Kb B
   * (ITU-R BT.601, BT.709, BT.2020).
   */
  private byte[] toRgb(float[][] planes) {
    boolean full = Frames.isFullRange(frame);
    float base = full ? 0 : 16;
    float gain = full ? 1 : 255f / 219;
    float colourGain = full ? 1 : 255f / 224;
    double kr = redShare(frame.colorspace());
    double kb = blueShare(frame.colorspace());
    double kg = 1 - kr - kb;
    float redOfV = (float) (2 * (1 - kr)) * colourGain;
    float blueOfU = (float) (2 * (1 - kb)) * colourGain;
    float greenOfU = (float) (-2 * (1 - kb) * kb / kg) * colourGain;
    float greenOfV = (float) (-2 * (1 - kr) * kr / kg) * colourGain;
    float[] brightness = planes[0];
    byte[] rgb = new byte[3 * brightness.length];
    for (int i = 0; i < brightness.length; i++) {
      float y = (brightness[i] - base) * gain;
      float u = planes.length == 1 ? 0 : planes[1][i] - 128;
      float v = planes.length == 1 ? 0 : planes[2][i] - 128;
      rgb[3 * i] = clamped(y + redOfV * v);
      rgb[3 * i + 1] = clamped(y + greenOfU * u + greenOfV * v);
      rgb[3 * i + 2] = clamped(y + blueOfU * u);
    }
    return rgb;
  }

  private static double redShare(int colorspace) {
    return switch (colorspace) {
      case AVCOL_SPC_BT709 -> 0.2126;
      case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL -> 0.2627;
      default -> 0.299;
    };
  }

  private static double blueShare(int colorspace) {
    return switch (colorspace) {
      case AVCOL_SPC_BT709 -> 0.0722;
      case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL -> 0.0593;
      default -> 0.114;
    };
  }

  private static byte clamped(float value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }

  /**
   * Which source samples, with which weights, make up each output sample along one axis.
   *
   * @param starts the first source sample of each output sample
   * @param allWeights of the samples from there on; they sum to {@code inside}
   * @param insides the share of the weight that lies within the source
   */
  private record Axis(int[] starts, float[][] allWeights, float[] insides) {

    static Axis of(double from, double to, int size, int available) {
      double scale = (to - from) / size;
      double reach = Math.max(1, scale);
      int[] starts = new int[size];
      float[][] weights = new float[size][];
      float[] insides = new float[size];
      for (int i = 0; i < size; i++) {
        double center = from + (i + 0.5) * scale;
        long low = (long) Math.floor(center - reach);
        long high = (long) Math.ceil(center + reach);
        int first = Math.clamp(low, 0, available);
        int end = Math.clamp(high, first, available);
        double all = weightSum(low, high, center, reach);
        starts[i] = first;
        weights[i] = new float[end - first];
        for (int k = 0; k < end - first; k++) {
          weights[i][k] = (float) (triangle(first + k, center, reach) / all);
          insides[i] += weights[i][k];
        }
      }
      return new Axis(starts, weights, insides);
    }

    private static double weightSum(long low, long high, double center, double reach) {
      double all = 0;
      for (long sample = low; sample < high; sample++) {
        all += triangle(sample, center, reach);
      }
      return all;
    }

    private static double triangle(long sample, double center, double reach) {
      return Math.max(0, 1 - Math.abs(sample + 0.5 - center) / reach);
    }

    int size() {
      return starts.length;
    }

    int start(int i) {
      return starts[i];
    }

    int count(int i) {
      return allWeights[i].length;
    }

    float[] weights(int i) {
      return allWeights[i];
    }

    float weight(int i, int k) {
      return allWeights[i][k];
    }

    float inside(int i) {
      return insides[i];
    }

    /** The first source sample that any output sample needs. */
    int first() {
      return starts[0];
    }

    /** One past the last source sample that any output sample needs. */
    int end() {
      int last = starts.length - 1;
      return starts[last] + allWeights[last].length;
    }
  }
}
