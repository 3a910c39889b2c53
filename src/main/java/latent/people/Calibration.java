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
 * @param shortest length of the embedding, before it was made 1, under which a face never starts a
 *     person
 * @param useless width in pixels of the original under which a face is not matched at all
 */
public record Calibration(
    double link, double mean, double core, int smallest, double shortest, int useless) {}
