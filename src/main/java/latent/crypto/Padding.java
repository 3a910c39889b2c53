package latent.crypto;

/** How far a plaintext is filled up, so that its sealed size tells little. */
public enum Padding {

  /**
   * Padmé: at most 12 % more, less the larger (about 1.5 % at 5 MB), and sizes up to {@code M} fall
   * into O(log log M) bits of classes. From 512 bytes up.
   *
   * <p>Nikitin, Barman, Lueks, Underwood, Hubaux, Ford: "Reducing Metadata Leakage from Encrypted
   * Files and Communication with PURBs", PETS 2019, algorithm 1.
   */
  FINE {
    @Override
    long padded(long length) {
      long atLeast = Math.max(length, SMALLEST_FINE);
      int exponent = floorLog2(atLeast);
      int significant = floorLog2(exponent) + 1;
      long mask = (1L << (exponent - significant)) - 1;
      return (atLeast + mask) & ~mask;
    }
  },

  /** To the next power of two, from 16 KiB up: for small objects whose size tells a count. */
  COARSE {
    @Override
    long padded(long length) {
      long atLeast = Math.max(length, SMALLEST_COARSE);
      return 1L << (64 - Long.numberOfLeadingZeros(atLeast - 1));
    }
  };

  private static final long SMALLEST_FINE = 512;
  private static final long SMALLEST_COARSE = 16 << 10;

  /** The bytes of the padded plaintext for one of {@code length} bytes. */
  abstract long padded(long length);

  /** The bytes of the sealed object for content of {@code length} bytes. */
  public long sealedSize(long length) {
    return Layout.sealedSize(padded(Layout.PREFIX + length));
  }

  private static int floorLog2(long number) {
    return 63 - Long.numberOfLeadingZeros(number);
  }
}
