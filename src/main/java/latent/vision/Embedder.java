package latent.vision;

import java.nio.FloatBuffer;
import latent.image.Pixels;
import latent.photo.Embedding;

/** Turns an aligned face into its embedding. For one thread at a time. */
final class Embedder implements AutoCloseable {

  private final EmbedderDescription description;
  private final Similarity toCrop;
  private final Network network;

  /**
   * What the network made of a face.
   *
   * @param embedding of length 1, in half precision
   * @param length the vector's length before
   * @param sharpness of the pixels that the network saw
   */
  record Reading(Embedding embedding, double length, double sharpness) {}

  /**
   * @throws UnusableModelException if the network's file is missing, another one, or refused by the
   *     runtime
   */
  Embedder(EmbedderDescription description) {
    this.description = description;
    this.toCrop = Similarity.between(description.template(), Aligner.TEMPLATE);
    this.network = new Network(description, description.graph().bytes());
  }

  /**
   * The embedding of a crop. The network sees what the crop holds and nothing else, so that reading
   * a kept crop again gives what reading the photo gave.
   *
   * @param crop a face as {@link Aligner} leaves it
   */
  Reading read(Pixels crop) {
    Pixels seen = Resampler.resampled(crop, toCrop, description.side());
    float[] vector = description.mirrored() ? mean(seen) : vector(seen);
    double length = length(vector);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return new Reading(Embedding.of(vector), length, Sharpness.of(seen));
  }

  /** The mean over the face and its mirror image, which is the same face from the other side. */
  private float[] mean(Pixels seen) {
    float[] vector = vector(seen);
    float[] mirrored = vector(seen.mirrored());
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (vector[i] + mirrored[i]) / 2;
    }
    return vector;
  }

  private float[] vector(Pixels seen) {
    try (Network.Answers answers = network.run(seen, seen.width(), seen.height())) {
      FloatBuffer numbers = answers.first().numbers();
      if (numbers.remaining() != description.dimension()) {
        throw new UnusableModelException(
            description.graph().description()
                + ": its network answers with "
                + numbers.remaining()
                + " numbers, dimension says "
                + description.dimension());
      }
      float[] vector = new float[description.dimension()];
      numbers.get(vector);
      return vector;
    }
  }

  private static double length(float[] vector) {
    double squares = 0;
    for (float number : vector) {
      squares += (double) number * number;
    }
    return Math.sqrt(squares);
  }

  @Override
  public void close() {
    network.close();
  }
}
