package latent.photo;

import java.util.Arrays;

/**
 * The vector in which an embedder keeps a face: of length 1, so that the dot product of two is
 * their cosine similarity.
 *
 * <p>It is held as it is written down, in half precision (IEEE 754 binary16), so that a million of
 * them fit into memory, and what was just computed and what is read back are the same.
 */
public final class Embedding {

  private final short[] halves;

  private Embedding(short[] halves) {
    for (short half : halves) {
      if (!Float.isFinite(Float.float16ToFloat(half))) {
        throw new IllegalArgumentException("an embedding holds a number that is not finite");
      }
    }
    this.halves = halves;
  }

  /**
   * Rounds the numbers to half precision.
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  public static Embedding of(float[] vector) {
    short[] halves = new short[vector.length];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = Float.floatToFloat16(vector[i]);
    }
    return new Embedding(halves);
  }

  /**
   * From half-precision numbers, as bits.
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  public static Embedding ofHalves(short[] halves) {
    return new Embedding(halves.clone());
  }

  public int dimension() {
    return halves.length;
  }

  /** A number of the vector as half precision holds it, as bits. */
  public short half(int index) {
    return halves[index];
  }

  /** A number of the vector. */
  public float number(int index) {
    return Float.float16ToFloat(halves[index]);
  }

  /** The numbers; a new array. */
  public float[] vector() {
    float[] vector = new float[halves.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = number(i);
    }
    return vector;
  }

  /** Cosine similarity, -1 to 1. Both have the same dimension. */
  public double similarity(Embedding other) {
    if (halves.length != other.halves.length) {
      throw new IllegalArgumentException(
          "embeddings of "
              + halves.length
              + " and "
              + other.halves.length
              + " numbers can't be compared");
    }
    float sum = 0;
    for (int i = 0; i < halves.length; i++) {
      sum += number(i) * other.number(i);
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(halves, that.halves);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(halves);
  }

  @Override
  public String toString() {
    return "Embedding of " + halves.length;
  }
}
