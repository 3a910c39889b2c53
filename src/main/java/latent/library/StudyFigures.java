package latent.library;

import java.util.List;

/**
 * What {@link StudyLab} measured; {@code docs/study.md} is written from it. Shares are 0 to 1,
 * widths and edges in pixels. An edge of 0 stands for the original.
 *
 * @param detection how many faces are found in previews of each size
 * @param byOriginalWidth the same in composed crowds, by the width of the face in the original
 * @param byPreviewWidth what a face's width in the preview gives, all sizes of previews together
 * @param byEdge how many of the named faces are found and recognised
 * @param encodings what size and quality of previews cost and give
 * @param fetching what the originals give beside the previews
 * @param changes what other models cost in a library whose originals are all away
 * @param costs what it costs over years, as {@code latent lab simulate} says
 */
public record StudyFigures(
    Setting setting,
    List<Detection> detection,
    List<ByWidth> byOriginalWidth,
    List<Identity> byPreviewWidth,
    List<Recognised> byEdge,
    List<Encoding> encodings,
    Fetching fetching,
    List<ModelChange> changes,
    List<Costs> costs) {

  /**
   * What was measured with.
   *
   * @param photos labelled photos that were read
   * @param photosLookedAt of these, photos whose faces are known for sure
   * @param crowds composed pictures
   * @param crowdFaces faces in these
   * @param cosine similarity from which two faces count as one person's: the one at a false match
   *     rate of 1 in 1000
   * @param quality JPEG quality of the previews
   */
  public record Setting(
      long seed,
      String detector,
      String embedder,
      int photos,
      int photosLookedAt,
      int photoFaces,
      int crowds,
      int crowdFaces,
      double cosine,
      int quality) {}

  /**
   * What previews of one size show.
   *
   * @param kind photo or crowd
   * @param pictures pictures that are larger than the preview; all of them for the original
   * @param known faces that are there
   * @param alsoInOriginal of those found, how many are found in the original too
   * @param inOriginal how many are found in the original
   * @param bytes of an average preview
   */
  public record Detection(
      String kind,
      int edge,
      int pictures,
      int known,
      int found,
      int inOriginal,
      int alsoInOriginal,
      int falseFaces,
      long bytes) {}

  /**
   * What previews of one size show of faces of one width in the original.
   *
   * @param from width from which on
   * @param to width below which; 0 for no bound
   */
  public record ByWidth(int edge, int from, int to, int known, int found) {}

  /**
   * What a face of one width in a preview is good for.
   *
   * @param known faces that are there
   * @param found of these, how many are found in the preview
   * @param pairs of a found face and a clean one of the same person in another photo
   * @param fromPreview of these, the share that is recognised from the preview's pixels
   * @param fromOriginal the share that is recognised from the crop that was cut out of the original
   * @param strangers pairs with clean faces of others
   * @param mistaken the share of these that is recognised all the same, from the preview's pixels
   */
  public record Identity(
      int from,
      int to,
      int known,
      int found,
      long pairs,
      double fromPreview,
      double fromOriginal,
      long strangers,
      double mistaken) {}

  /**
   * Of the named faces in crowds, the shares that are found and recognised, on an average over the
   * clean faces of the same person.
   *
   * @param fromPreviews from the previews alone
   * @param fromOriginals from the crops that were cut out of the originals
   */
  public record Recognised(int edge, int faces, double fromPreviews, double fromOriginals) {}

  /**
   * Previews of one size and quality, in crowds.
   *
   * @param bytes of an average preview
   * @param found share of the faces that are there
   * @param recognised share of the named faces that are found and recognised
   */
  public record Encoding(int edge, int quality, long bytes, double found, double recognised) {}

  /**
   * Originals read beside the previews.
   *
   * @param bytes of all originals
   * @param pictures of which there are originals
   * @param faces named ones
   * @param fromPreviews share of the named faces that is found and recognised without originals
   * @param fromOriginals with all of them
   * @param curve with some of them
   * @param worthwhile originals that promise anything by the plan
   * @param worthwhileBytes of these
   */
  public record Fetching(
      long bytes,
      int pictures,
      int faces,
      double fromPreviews,
      double fromOriginals,
      int worthwhile,
      long worthwhileBytes,
      List<Fetched> curve) {}

  /**
   * What so many bytes of originals give: the share of the named faces that is found and
   * recognised.
   *
   * @param share of all originals' bytes, at most
   * @param byPlan those that promise most for their bytes first
   * @param random the mean of many orders
   * @param largestFirst the largest files first
   */
  public record Fetched(double share, double byPlan, double random, double largestFirst) {}

  /**
   * What another model cost in a library whose originals were all away.
   *
   * @param library what was in it
   * @param originalBytes of all its originals
   * @param fetched of these, how much was fetched
   * @param previewsFetched bytes of previews that were fetched
   * @param names given before
   * @param namesKept of these, how many are there afterwards
   * @param facesOfAll faces that the new detector finds in all originals; 0 if the detector stayed
   * @param facesFound of these, how many are known afterwards
   */
  public record ModelChange(
      String library,
      int photos,
      String model,
      long originalBytes,
      long fetched,
      long previewsFetched,
      int names,
      int namesKept,
      int facesOfAll,
      int facesFound) {}

  /** What a scenario costs by the policy, all years together. */
  public record Costs(
      String scenario, double users, int years, int lives, long seed, List<PolicyCosts> policies) {}

  /**
   * What a policy costs; totals of all users.
   *
   * @param up bytes
   * @param down bytes
   * @param analyse of these, bytes that were fetched to be analysed
   * @param stored bytes at the end
   * @param disk bytes on one device
   * @param facesLost faces that are not recognised
   * @param money by price list, in US dollars
   */
  public record PolicyCosts(
      String policy,
      double up,
      double down,
      double analyse,
      double stored,
      double disk,
      double facesLost,
      List<Money> money) {}

  /** All years' price by one list, and of it what traffic to the devices costs. */
  public record Money(String prices, String date, double total, double egress) {}

  /** The same figures with what was simulated. */
  public StudyFigures with(List<Costs> simulated) {
    return new StudyFigures(
        setting,
        detection,
        byOriginalWidth,
        byPreviewWidth,
        byEdge,
        encodings,
        fetching,
        changes,
        simulated);
  }
}
