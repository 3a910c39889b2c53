package latent.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import latent.library.Gallery.Whereabouts;
import latent.photo.Box;

/**
 * The picture of a face that was tagged by hand: a window onto the photo's preview, as SVG. It is
 * the browser that cuts; here no pixel is decoded.
 */
final class FaceWindow {

  /** How much of the surroundings is shown, as about as much as around a detected face. */
  private static final double AROUND = 1.5;

  private FaceWindow() {}

  /** A square around the face that leaves the picture as little as it can. */
  static byte[] svg(Whereabouts face, String previewType, byte[] preview) {
    Box box = face.box();
    double side =
        Math.min(
            Math.min(face.width(), face.height()),
            AROUND * Math.max(box.width() * face.width(), box.height() * face.height()));
    double left = begin(box.centerX() * face.width(), side, face.width());
    double top = begin(box.centerY() * face.height(), side, face.height());
    String svg =
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="%.1f %.1f %.1f %.1f">\
        <image width="%d" height="%d" preserveAspectRatio="none" href="data:%s;base64,%s"/></svg>
        """;
    String encoded = Base64.getEncoder().encodeToString(preview);
    return String.format(
            Locale.ROOT,
            svg,
            left,
            top,
            side,
            side,
            face.width(),
            face.height(),
            previewType,
            encoded)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static double begin(double center, double side, double length) {
    return Math.clamp(center - side / 2, 0, length - side);
  }
}
