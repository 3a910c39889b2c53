package latent.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import latent.photo.MalformedException;
import latent.photo.PhotoId;

/** What the pool asks of a child. */
sealed interface Question {

  int INSPECT = 1;
  int ANALYSE = 2;

  /** The bytes of a photo's name. */
  int PHOTO_BYTES = 32;

  byte[] original();

  /** What does the original say of itself? */
  record Inspect(byte[] original) implements Question {}

  /** And what do its copies and its faces look like? */
  record Analyse(PhotoId photo, byte[] original) implements Question {}

  static void write(OutputStream out, Question question) throws IOException {
    switch (question) {
      case Inspect(byte[] original) -> Frame.write(out, INSPECT, original);
      case Analyse(PhotoId photo, byte[] original) ->
          Frame.write(out, ANALYSE, photo.digest(), original);
    }
  }

  /**
   * @throws MalformedException if the frame is no question
   */
  static Question read(InputStream in) throws IOException {
    Frame.Head head = Frame.readHead(in, WorkerPool.MOST_ORIGINAL_BYTES + PHOTO_BYTES);
    if (head.kind() == INSPECT) {
      return new Inspect(Frame.readBytes(in, head.length()));
    }
    if (head.kind() == ANALYSE && head.length() >= PHOTO_BYTES) {
      PhotoId photo = PhotoId.ofDigest(Frame.readBytes(in, PHOTO_BYTES));
      return new Analyse(photo, Frame.readBytes(in, head.length() - PHOTO_BYTES));
    }
    throw new MalformedException("no question has kind " + head.kind(), null);
  }
}
