package latent.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import latent.photo.Box;
import latent.photo.Features;
import latent.photo.FeaturesFormat;
import latent.photo.MalformedException;
import latent.photo.PhotoId;

/** What the pool asks of a child. */
sealed interface Question {

  int INSPECT = 1;
  int ANALYSE = 2;
  int LOOK = 3;
  int SURVEY = 4;
  int REREAD = 5;

  /** The bytes of a photo's name. */
  int PHOTO_BYTES = 32;

  /** The bytes of a box: four numbers. */
  int BOX_BYTES = 4 * Double.BYTES;

  /** What does the original say of itself? */
  record Inspect(byte[] original) implements Question {}

  /** And what do its copies and its faces look like? */
  record Analyse(PhotoId photo, byte[] original) implements Question {}

  /** Which face is in this box of a photo, as its preview shows it? */
  record Look(PhotoId photo, Box box, byte[] preview) implements Question {}

  /** Which faces does the preview of a photo show? */
  record Survey(PhotoId photo, byte[] preview) implements Question {}

  /** What does the embedder make of the crops of these faces? */
  record Reread(Features features) implements Question {}

  static void write(OutputStream out, Question question) throws IOException {
    switch (question) {
      case Inspect(byte[] original) -> Frame.write(out, INSPECT, original);
      case Analyse(PhotoId photo, byte[] original) ->
          Frame.write(out, ANALYSE, photo.digest(), original);
      case Look(PhotoId photo, Box box, byte[] preview) ->
          Frame.write(out, LOOK, photo.digest(), written(box), preview);
      case Survey(PhotoId photo, byte[] preview) ->
          Frame.write(out, SURVEY, photo.digest(), preview);
      case Reread reread -> Frame.write(out, REREAD, FeaturesFormat.write(reread.features()));
    }
  }

  private static byte[] written(Box box) {
    return ByteBuffer.allocate(BOX_BYTES)
        .putDouble(box.x())
        .putDouble(box.y())
        .putDouble(box.width())
        .putDouble(box.height())
        .array();
  }

  private static Box box(byte[] written) {
    ByteBuffer numbers = ByteBuffer.wrap(written);
    return new Box(
        numbers.getDouble(), numbers.getDouble(), numbers.getDouble(), numbers.getDouble());
  }

  /**
   * @throws MalformedException if the frame is no question
   */
  static Question read(InputStream in) throws IOException {
    Frame.Head head = Frame.readHead(in, WorkerPool.MOST_ORIGINAL_BYTES + PHOTO_BYTES + BOX_BYTES);
    if (head.kind() == INSPECT) {
      return new Inspect(Frame.readBytes(in, head.length()));
    }
    if (head.kind() == ANALYSE && head.length() >= PHOTO_BYTES) {
      PhotoId photo = PhotoId.ofDigest(Frame.readBytes(in, PHOTO_BYTES));
      return new Analyse(photo, Frame.readBytes(in, head.length() - PHOTO_BYTES));
    }
    if (head.kind() == LOOK && head.length() >= PHOTO_BYTES + BOX_BYTES) {
      PhotoId photo = PhotoId.ofDigest(Frame.readBytes(in, PHOTO_BYTES));
      Box box = box(Frame.readBytes(in, BOX_BYTES));
      return new Look(photo, box, Frame.readBytes(in, head.length() - PHOTO_BYTES - BOX_BYTES));
    }
    if (head.kind() == SURVEY && head.length() >= PHOTO_BYTES) {
      PhotoId photo = PhotoId.ofDigest(Frame.readBytes(in, PHOTO_BYTES));
      return new Survey(photo, Frame.readBytes(in, head.length() - PHOTO_BYTES));
    }
    if (head.kind() == REREAD) {
      return new Reread(FeaturesFormat.read(Frame.readBytes(in, head.length())));
    }
    throw new MalformedException("no question has kind " + head.kind(), null);
  }
}
