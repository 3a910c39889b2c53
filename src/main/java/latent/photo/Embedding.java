package latent.photo;

import java.util.Arrays;

/**
 * The vector in which an embedder keeps a face: of length 1, so that the dot product of two is
 * their cosine similarity.
 *
 * <p>Written down in half precision (IEEE 754 binary16); {@link #rounded()} gives that value, so
 * that what was just computed and what is read back compare alike.
 */
public record Embedding(float[] vector) {

  /**
   * @throws IllegalArgumentException if a number is not finite
   */
  public Embedding {
    for (float number : vector) {
      if (!Float.isFinite(number)) {
        throw new IllegalArgumentException("an embedding holds a number that is not finite");
      }
    }
  }

  /** Cosine similarity, -1 to 1. Both have the same dimension. */
  public double similarity(Embedding other) {
    if (vector.length != other.vector.length) {
      throw new IllegalArgumentException(
          "embeddings of "
              + vector.length
              + " and "
              + other.vector.length
              + " numbers can't be compared");
    }
    float sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += vector[i] * other.vector[i];
    }
    return sum;
  }

  /** This vector as half precision keeps it. */
  public Embedding rounded() {
    float[] rounded = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      rounded[i] = Float.float16ToFloat(Float.floatToFloat16(vector[i]));
    }
    return new Embedding(rounded);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(vector);
  }

  @Override
  public String toString() {
    return "Embedding of " + vector.length;
  }
}
