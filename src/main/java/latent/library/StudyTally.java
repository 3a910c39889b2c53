package latent.library;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import latent.library.GainCurve.Original;
import latent.library.Likenesses.Comparison;
import latent.library.Scene.Known;
import latent.library.StudyFigures.ByWidth;
import latent.library.StudyFigures.Detection;
import latent.library.StudyFigures.Encoding;
import latent.library.StudyFigures.Fetching;
import latent.library.StudyFigures.Identity;
import latent.library.StudyFigures.Recognised;
import latent.people.Calibration;
import latent.photo.Face;

/** Adds up what was seen of scenes in copies of different sizes. Pure. */
final class StudyTally {

  /** The edge that stands for the original. */
  static final int ORIGINAL = 0;

  /** Widths of faces in the original by which they are told apart. */
  static final int[] ORIGINAL_WIDTHS = {0, 20, 40, 60, 80, 120, 200};

  /** Widths of faces in a preview by which they are told apart. */
  static final int[] PREVIEW_WIDTHS = {0, 6, 8, 10, 12, 14, 17, 20, 24, 28, 34, 40, 56, 80, 112};

  /**
   * What was seen in a copy.
   *
   * @param edge pixels of the copy's longer side, or {@link #ORIGINAL}
   * @param width pixels across the copy
   * @param bytes of the copy
   * @param faces all that were seen
   */
  record Sighting(
      Scene scene,
      int edge,
      int quality,
      int width,
      long bytes,
      List<Face> faces,
      Scene.Seen seen) {}

  private final List<Sighting> sightings;
  private final Map<Scene, Sighting> originals = new IdentityHashMap<>();
  private final Likenesses likenesses;

  /**
   * @param sightings of one quality; each scene's original among them
   */
  StudyTally(List<Sighting> sightings, Likenesses likenesses) {
    this.sightings = sightings;
    this.likenesses = likenesses;
    for (Sighting sighting : sightings) {
      if (sighting.edge() == ORIGINAL) {
        originals.put(sighting.scene(), sighting);
      }
    }
  }

  private Sighting original(Sighting sighting) {
    Sighting original = originals.get(sighting.scene());
    if (original == null) {
      throw new IllegalArgumentException("each scene's original is looked at, too");
    }
    return original;
  }

  private List<Sighting> of(Scene.Kind kind, int edge) {
    return sightings.stream()
        .filter(each -> each.scene().kind() == kind && each.edge() == edge)
        .toList();
  }

  List<Detection> detection(List<Integer> edges) {
    List<Detection> rows = new ArrayList<>();
    for (Scene.Kind kind : Scene.Kind.values()) {
      for (int edge : edges) {
        List<Sighting> some = of(kind, edge);
        if (!some.isEmpty()) {
          rows.add(detection(kind, edge, some));
        }
      }
    }
    return rows;
  }

  private Detection detection(Scene.Kind kind, int edge, List<Sighting> some) {
    int known = 0;
    int found = 0;
    int inOriginal = 0;
    int also = 0;
    int falseFaces = 0;
    long bytes = 0;
    for (Sighting each : some) {
      Set<Integer> there = original(each).seen().found().keySet();
      known += each.scene().faces().size();
      found += each.seen().found().size();
      inOriginal += there.size();
      also += (int) each.seen().found().keySet().stream().filter(there::contains).count();
      falseFaces += each.seen().falseFaces();
      bytes += each.bytes();
    }
    return new Detection(
        kind.name().toLowerCase(java.util.Locale.ROOT),
        edge,
        some.size(),
        known,
        found,
        inOriginal,
        also,
        falseFaces,
        bytes / some.size());
  }

  List<ByWidth> byOriginalWidth(List<Integer> edges) {
    List<ByWidth> rows = new ArrayList<>();
    for (int edge : edges) {
      int[] known = new int[ORIGINAL_WIDTHS.length];
      int[] found = new int[ORIGINAL_WIDTHS.length];
      for (Sighting each : of(Scene.Kind.CROWD, edge)) {
        for (int face = 0; face < each.scene().faces().size(); face++) {
          Known there = each.scene().faces().get(face);
          int bin = bin(ORIGINAL_WIDTHS, each.scene().pixels(there, each.scene().longEdge()));
          known[bin]++;
          found[bin] += each.seen().found().containsKey(face) ? 1 : 0;
        }
      }
      for (int bin = 0; bin < known.length; bin++) {
        rows.add(
            new ByWidth(
                edge, ORIGINAL_WIDTHS[bin], upper(ORIGINAL_WIDTHS, bin), known[bin], found[bin]));
      }
    }
    return rows;
  }

  /** Faces of one width in previews, as they add up. */
  private static final class Bin {
    private int known;
    private int found;
    private long pairs;
    private long fromPreview;
    private long fromOriginal;
    private long strangers;
    private long mistaken;

    private Identity row(int from, int to) {
      return new Identity(
          from,
          to,
          known,
          found,
          pairs,
          share(fromPreview, pairs),
          share(fromOriginal, pairs),
          strangers,
          share(mistaken, strangers));
    }
  }

  /** All previews of crowds together; the original isn't one. */
  List<Identity> byPreviewWidth() {
    Bin[] bins = new Bin[PREVIEW_WIDTHS.length];
    java.util.Arrays.setAll(bins, _ -> new Bin());
    for (Sighting each : sightings) {
      if (each.edge() != ORIGINAL && each.scene().kind() == Scene.Kind.CROWD) {
        for (int face = 0; face < each.scene().faces().size(); face++) {
          Known there = each.scene().faces().get(face);
          add(each, face, bins[bin(PREVIEW_WIDTHS, each.scene().pixels(there, each.edge()))]);
        }
      }
    }
    List<Identity> rows = new ArrayList<>();
    for (int bin = 0; bin < bins.length; bin++) {
      rows.add(bins[bin].row(PREVIEW_WIDTHS[bin], upper(PREVIEW_WIDTHS, bin)));
    }
    return rows;
  }

  private void add(Sighting sighting, int face, Bin bin) {
    bin.known++;
    Face here = sighting.seen().found().get(face);
    if (here == null) {
      return;
    }
    bin.found++;
    Known there = sighting.scene().faces().get(face);
    Face inOriginal = original(sighting).seen().found().get(face);
    if (inOriginal == null || !likenesses.isKnown(there)) {
      return;
    }
    Comparison preview = likenesses.compare(there, here);
    bin.pairs += preview.pairs();
    bin.fromPreview += preview.accepted();
    bin.strangers += preview.strangers();
    bin.mistaken += preview.mistaken();
    bin.fromOriginal += likenesses.compare(there, inOriginal).accepted();
  }

  List<Recognised> byEdge(List<Integer> edges) {
    List<Recognised> rows = new ArrayList<>();
    for (int edge : edges) {
      List<Sighting> some = of(Scene.Kind.CROWD, edge);
      int faces = some.stream().mapToInt(each -> named(each.scene())).sum();
      double previews = some.stream().mapToDouble(this::recognised).sum();
      double all = some.stream().mapToDouble(each -> recognised(original(each))).sum();
      rows.add(new Recognised(edge, faces, share(previews, faces), share(all, faces)));
    }
    return rows;
  }

  private int named(Scene scene) {
    return (int) scene.faces().stream().filter(likenesses::isKnown).count();
  }

  /** How many of the named faces are found and recognised. */
  private double recognised(Sighting sighting) {
    double sum = 0;
    for (int face = 0; face < sighting.scene().faces().size(); face++) {
      Known known = sighting.scene().faces().get(face);
      if (likenesses.isKnown(known)) {
        sum += likenesses.compare(known, sighting.seen().found().get(face)).share();
      }
    }
    return sum;
  }

  /** One row for previews of one size and quality. */
  Encoding encoding(int edge, int quality, List<Sighting> some) {
    int known = some.stream().mapToInt(each -> each.scene().faces().size()).sum();
    int found = some.stream().mapToInt(each -> each.seen().found().size()).sum();
    int faces = some.stream().mapToInt(each -> named(each.scene())).sum();
    double recognised = some.stream().mapToDouble(this::recognised).sum();
    long bytes = some.stream().mapToLong(Sighting::bytes).sum();
    return new Encoding(
        edge,
        quality,
        bytes / Math.max(1, some.size()),
        share(found, known),
        share(recognised, faces));
  }

  /**
   * What originals give beside previews of this size, in photos and crowds alike; a picture that is
   * no larger is its own preview.
   */
  Fetching fetching(int edge, Calibration calibration, long seed) {
    Map<Scene, Sighting> previews = new IdentityHashMap<>();
    sightings.stream()
        .filter(each -> each.edge() == edge)
        .forEach(each -> previews.put(each.scene(), each));
    List<Original> items = new ArrayList<>();
    int faces = 0;
    for (Sighting original : originals.values()) {
      Sighting preview = previews.getOrDefault(original.scene(), original);
      double enlarged = Math.max(1, (double) original.width() / preview.width());
      double gain =
          Reconciliation.of(preview.faces(), enlarged, List.of(), Set.of(), calibration).gain();
      items.add(new Original(original.bytes(), gain, recognised(preview), recognised(original)));
      faces += named(original.scene());
    }
    items.sort(
        java.util.Comparator.comparingLong(Original::bytes).thenComparingDouble(Original::after));
    List<Original> worthwhile = items.stream().filter(item -> item.gain() > 0).toList();
    return new Fetching(
        items.stream().mapToLong(Original::bytes).sum(),
        items.size(),
        faces,
        share(items.stream().mapToDouble(Original::before).sum(), faces),
        share(items.stream().mapToDouble(Original::after).sum(), faces),
        worthwhile.size(),
        worthwhile.stream().mapToLong(Original::bytes).sum(),
        GainCurve.of(items, Math.max(1, faces), seed));
  }

  private static double share(double some, double all) {
    return all == 0 ? 0 : some / all;
  }

  /** The last bound that the width reaches. */
  static int bin(int[] bounds, double width) {
    int bin = 0;
    while (bin < bounds.length - 1 && width >= bounds[bin + 1]) {
      bin++;
    }
    return bin;
  }

  private static int upper(int[] bounds, int bin) {
    return bin < bounds.length - 1 ? bounds[bin + 1] : 0;
  }
}
