package latent.image;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Makes the small copies of a picture: docs/decisions/0003-preview-format.md. */
public final class CopyMaker {

  private static final int THUMBNAIL_EDGE = 360;
  private static final int PREVIEW_QUALITY = 40;
  private static final int THUMBNAIL_QUALITY = 50;

  private CopyMaker() {}

  /** Both copies; neither is larger than the picture. */
  public static Copies make(Picture picture) {
    AVFrame preview = picture.reduced();
    return new Copies(PictureEncoder.encode(preview, PREVIEW_QUALITY), thumbnail(preview));
  }

  private static byte[] thumbnail(AVFrame preview) {
    Picture.Size whole = Picture.Size.of(preview);
    if (Math.max(whole.width(), whole.height()) <= THUMBNAIL_EDGE) {
      return PictureEncoder.encode(preview, THUMBNAIL_QUALITY);
    }
    Picture.Size small = whole.fittedTo(THUMBNAIL_EDGE);
    AVFrame frame =
        Frames.scaled(preview, AV_PIX_FMT_YUV420P, small.width(), small.height(), SWS_AREA);
    try {
      return PictureEncoder.encode(frame, THUMBNAIL_QUALITY);
    } finally {
      av_frame_free(frame);
    }
  }
}
