package latent.library;

import java.util.Random;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.Landmarks;
import latent.photo.PhotoId;

/** Faces that never were, for arithmetic. */
final class MadeFaces {

  private static final int DIMENSION = 512;
  private static final PhotoId PHOTO = PhotoId.of(new byte[] {1});

  private MadeFaces() {}

  /** A face of a person, who is a direction in space, with some noise. */
  static Face of(int person, double noise, long seed, Box box, int pixels) {
    Random direction = new Random(person);
    Random random = new Random(seed);
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (direction.nextGaussian() + noise * random.nextGaussian());
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return new Face(
        PHOTO,
        box,
        new Landmarks(new float[Landmarks.NUMBERS]),
        0.9,
        100,
        3 + seed % 5 / 10.0,
        pixels,
        Embedding.of(vector),
        new byte[0]);
  }
}
