package latent.image;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The frame on which the tiles of a grid picture (ISO/IEC 23008-12, 6.6.2.3) are put together.
 * Closing it frees the frame unless it was taken.
 */
final class TileCanvas implements AutoCloseable {

  private final AVStreamGroupTileGrid grid;
  private final boolean[] filled;
  private @Nullable AVFrame canvas;

  TileCanvas(AVStreamGroupTileGrid grid) {
    this.grid = grid;
    this.filled = new boolean[Math.max(0, grid.nb_tiles())];
  }

  /** Whether the group's stream at this position belongs to a tile that is still missing. */
  boolean awaits(int position) {
    for (int tile = 0; tile < filled.length; tile++) {
      if (!filled[tile] && grid.offsets_idx(tile) == position) {
        return true;
      }
    }
    return false;
  }

  boolean isComplete() {
    for (boolean one : filled) {
      if (!one) {
        return false;
      }
    }
    return true;
  }

  /** Copies a stream's picture to wherever the grid shows it. */
  void put(int position, AVFrame picture) {
    if (canvas == null) {
      canvas = Frames.blank(picture.format(), grid.coded_width(), grid.coded_height());
      av_frame_copy_props(canvas, picture);
    }
    if (picture.format() != canvas.format()) {
      return;
    }
    for (int tile = 0; tile < filled.length; tile++) {
      if (grid.offsets_idx(tile) == position) {
        copy(picture, canvas, grid.offsets_horizontal(tile), grid.offsets_vertical(tile));
        filled[tile] = true;
      }
    }
  }

  private static void copy(AVFrame from, AVFrame to, int left, int top) {
    int width = Math.min(from.width(), to.width() - left);
    int height = Math.min(from.height(), to.height() - top);
    if (left < 0 || top < 0 || width <= 0 || height <= 0) {
      return;
    }
    AVPixFmtDescriptor layout = av_pix_fmt_desc_get(from.format());
    for (int plane = 0; plane < AVFrame.AV_NUM_DATA_POINTERS; plane++) {
      AVComponentDescriptor component = firstIn(layout, plane);
      if (component == null) {
        continue;
      }
      boolean chroma = plane == 1 || plane == 2;
      int shiftX = chroma ? layout.log2_chroma_w() : 0;
      int shiftY = chroma ? layout.log2_chroma_h() : 0;
      long target =
          (long) (top >> shiftY) * to.linesize(plane) + (long) (left >> shiftX) * component.step();
      av_image_copy_plane(
          to.data(plane).getPointer(target),
          to.linesize(plane),
          from.data(plane),
          from.linesize(plane),
          -(-width >> shiftX) * component.step(),
          -(-height >> shiftY));
    }
  }

  private static @Nullable AVComponentDescriptor firstIn(AVPixFmtDescriptor layout, int plane) {
    for (int i = 0; i < layout.nb_components(); i++) {
      if (layout.comp(i).plane() == plane) {
        return layout.comp(i);
      }
    }
    return null;
  }

  /**
   * The finished frame, cut to the size that the picture claims.
   *
   * @throws UnreadablePictureException if fewer than half of the tiles are there
   */
  AVFrame take(String what) {
    int count = 0;
    for (boolean one : filled) {
      count += one ? 1 : 0;
    }
    AVFrame finished = canvas;
    if (finished == null || 2 * count < filled.length) {
      throw new UnreadablePictureException(
          "only " + count + " of the " + filled.length + " tiles of the " + what + " can be read");
    }
    canvas = null;
    return Frames.cropped(
        finished, grid.horizontal_offset(), grid.vertical_offset(), grid.width(), grid.height());
  }

  @Override
  public void close() {
    if (canvas != null) {
      av_frame_free(canvas);
    }
  }
}
