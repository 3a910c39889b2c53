package latent.image;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A frame as it came out of a decoder, and how it must be turned. Whoever holds it frees it. */
record DecodedFrame(AVFrame frame, Orientation orientation) {}
