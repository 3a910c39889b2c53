package latent.library;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import latent.library.Plot.Axis;
import latent.library.Plot.Line;
import latent.library.StudyFigures.ByWidth;
import latent.library.StudyFigures.Encoding;
import latent.library.StudyFigures.Fetched;
import latent.library.StudyFigures.Identity;
import latent.library.StudyFigures.Recognised;

/** The study's pictures, of its figures alone. */
public final class StudyPlots {

  /** Fewer faces than this make no point of a line. */
  static final int ENOUGH = 30;

  private static final String PREVIEW = "long edge of the preview, pixels";

  private StudyPlots() {}

  /** The pictures by the names of their files. */
  public static Map<String, String> of(StudyFigures figures) {
    Map<String, String> plots = new LinkedHashMap<>();
    plots.put("found.svg", found(figures).svg());
    plots.put("recognised.svg", recognised(figures).svg());
    plots.put("widths.svg", widths(figures).svg());
    plots.put("bytes.svg", bytes(figures).svg());
    plots.put("originals.svg", originals(figures).svg());
    return plots;
  }

  private static Axis edges(StudyFigures figures) {
    List<Double> ticks =
        figures.byEdge().stream()
            .filter(row -> row.edge() > 0)
            .map(row -> (double) row.edge())
            .toList();
    return new Axis(PREVIEW, ticks, true);
  }

  private static Axis percent(String label) {
    return Axis.linear(label, 0, 100);
  }

  private static Plot found(StudyFigures figures) {
    Map<Integer, List<double[]>> lines = new LinkedHashMap<>();
    Map<Integer, String> labels = new LinkedHashMap<>();
    for (ByWidth row : figures.byOriginalWidth()) {
      if (row.edge() > 0 && row.known() >= ENOUGH) {
        lines
            .computeIfAbsent(row.from(), _ -> new ArrayList<>())
            .add(new double[] {row.edge(), 100.0 * row.found() / row.known()});
        labels.put(row.from(), width(row.from(), row.to()) + " pixels");
      }
    }
    return new Plot(
        "Faces found, by their width in the original of 12 megapixels",
        edges(figures),
        percent("faces found, %"),
        lines.entrySet().stream()
            .map(line -> new Line(labels.getOrDefault(line.getKey(), ""), line.getValue(), false))
            .toList());
  }

  static String width(int from, int to) {
    return to == 0 ? from + " and more" : from == 0 ? "under " + to : from + " to " + to;
  }

  private static Plot recognised(StudyFigures figures) {
    List<Recognised> rows = figures.byEdge().stream().filter(row -> row.edge() > 0).toList();
    return new Plot(
        "Named faces in crowds that are found and recognised",
        edges(figures),
        percent("found and recognised, %"),
        List.of(
            line("kept crops of originals", rows, Recognised::fromOriginals, true),
            line("previews alone", rows, Recognised::fromPreviews, false)));
  }

  private static Line line(
      String label, List<Recognised> rows, ToDoubleFunction<Recognised> share, boolean dashed) {
    return new Line(
        label,
        rows.stream()
            .map(row -> new double[] {row.edge(), 100 * share.applyAsDouble(row)})
            .toList(),
        dashed);
  }

  private static Plot widths(StudyFigures figures) {
    List<double[]> found = new ArrayList<>();
    List<double[]> preview = new ArrayList<>();
    List<double[]> original = new ArrayList<>();
    for (Identity row : figures.byPreviewWidth()) {
      double middle = row.to() == 0 ? row.from() * 1.2 : (row.from() + row.to()) / 2.0;
      if (row.known() >= ENOUGH) {
        found.add(new double[] {middle, 100.0 * row.found() / row.known()});
      }
      if (row.pairs() >= ENOUGH) {
        preview.add(new double[] {middle, 100 * row.fromPreview()});
        original.add(new double[] {middle, 100 * row.fromOriginal()});
      }
    }
    return new Plot(
        "What a face is good for, by its width in the preview",
        new Axis(
            "width of the face in the preview, pixels",
            List.of(3.0, 5.0, 7.0, 10.0, 14.0, 20.0, 28.0, 40.0, 56.0, 80.0, 140.0),
            true),
        percent("of the faces; of pairs with a clean face, %"),
        List.of(
            new Line("recognised, kept crop", original, true),
            new Line("found", found, false),
            new Line("recognised, preview", preview, false)));
  }

  private static Plot bytes(StudyFigures figures) {
    Map<Integer, List<double[]>> lines = new LinkedHashMap<>();
    double most = 0;
    for (Encoding row : figures.encodings()) {
      lines
          .computeIfAbsent(row.edge(), _ -> new ArrayList<>())
          .add(new double[] {row.bytes() / 1000.0, 100 * row.recognised()});
      most = Math.max(most, row.bytes() / 1000.0);
    }
    return new Plot(
        "What a byte of preview gives, by size and JPEG quality (20, 40, 85)",
        Axis.linear("an average preview of a crowd, kB", 0, most),
        percent("found and recognised, %"),
        lines.entrySet().stream()
            .map(line -> new Line(line.getKey() + " pixels", line.getValue(), false))
            .toList());
  }

  private static Plot originals(StudyFigures figures) {
    List<Fetched> curve = figures.fetching().curve();
    DoubleSummaryStatistics range =
        curve.stream()
            .flatMapToDouble(
                point -> DoubleStream.of(point.byPlan(), point.random(), point.largestFirst()))
            .summaryStatistics();
    return new Plot(
        "What fetched originals add to the previews",
        Axis.linear("originals fetched, % of their bytes", 0, 100),
        Axis.linear(
            "named faces found and recognised, %",
            100 * range.getMin(), 100 * range.getMax() + 0.1),
        List.of(
            curve("most gain per byte first", curve, Fetched::byPlan),
            curve("in random order", curve, Fetched::random),
            curve("largest first", curve, Fetched::largestFirst)));
  }

  private static Line curve(String label, List<Fetched> curve, ToDoubleFunction<Fetched> reached) {
    return new Line(
        label,
        curve.stream()
            .map(point -> new double[] {100 * point.share(), 100 * reached.applyAsDouble(point)})
            .toList(),
        false);
  }
}
