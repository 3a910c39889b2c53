package latent.people;

/**
 * What similarity means for one embedder; part of the embedder's description, so that no other
 * model has to be like this one.
 *
 * @param link cosine from which two single faces may be one person (about one false match in ten
 *     thousand)
 * @param mean mean cosine that two groups must reach to be joined (about one in a thousand)
 * @param core cosine within which a face counts another as a close neighbour
 * @param smallest width in pixels of the original under which a face never starts a person
 * @param useless width in pixels of the original under which a face is not matched at all
 */
public record Calibration(double link, double mean, double core, int smallest, int useless) {

  /**
   * From what is known of the embedder: the cosines that pairs of different people reach once in a
   * thousand, in ten thousand and in a hundred thousand pairs. Groups are joined a third of the way
   * from the first to the second, cores half of the way from the second to the third. The fractions
   * give about the cosines (.42, .36, .45) of an earlier trial on two labelled sets; they have not
   * been cross-validated.
   */
  public static Calibration of(
      double inThousand,
      double inTenThousand,
      double inHundredThousand,
      int smallest,
      int useless) {
    return new Calibration(
        inTenThousand,
        inThousand + (inTenThousand - inThousand) / 3,
        (inTenThousand + inHundredThousand) / 2,
        smallest,
        useless);
  }
}
