package latent.library;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Lines over two axes, as a picture in SVG 1.1 that is the same on every machine. It brings its own
 * background, so that it can be read on a light page and on a dark one, and each line bears its
 * name at its end.
 *
 * @param title what the picture shows
 */
record Plot(String title, Axis across, Axis up, List<Line> lines) {

  private static final int WIDTH = 780;
  private static final int HEIGHT = 440;
  private static final int LEFT = 72;
  private static final int RIGHT = 190;
  private static final int TOP = 48;
  private static final int BOTTOM = 62;
  private static final int TEXT = 13;

  /** So many pixels lie between two names at least. */
  private static final double LINE_HEIGHT = 16;

  /** Of Okabe and Ito (2008), told apart by colour-blind people, too; the yellow is left out. */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#8a6d00", "#000000");

  private static final String INK = "#1a1a1a";
  private static final String GRID = "#d9d9d9";
  private static final String PAPER = "#ffffff";

  /**
   * One axis, from its first tick to its last.
   *
   * @param label what it counts, with its unit
   * @param ticks rising
   */
  record Axis(String label, List<Double> ticks, boolean logarithmic) {

    Axis {
      ticks = List.copyOf(ticks);
      if (ticks.size() < 2 || (logarithmic && ticks.getFirst() <= 0)) {
        throw new IllegalArgumentException("an axis has two ticks and more: " + ticks);
      }
    }

    /** Even steps of 1, 2 or 5 times a power of ten that cover all from the least to the most. */
    static Axis linear(String label, double least, double most) {
      double range = Math.max(most - least, 1e-9);
      double power = Math.pow(10, Math.floor(Math.log10(range / 5)));
      double step = power;
      for (double factor : new double[] {1, 2, 5, 10}) {
        if (range / (factor * power) <= 6) {
          step = factor * power;
          break;
        }
      }
      List<Double> ticks = new ArrayList<>();
      long first = (long) Math.floor(least / step + 1e-9);
      long last = Math.max(first + 1, (long) Math.ceil(most / step - 1e-9));
      for (long tick = first; tick <= last; tick++) {
        ticks.add(tick * step);
      }
      return new Axis(label, ticks, false);
    }

    /** Where a value lies, 0 at the first tick and 1 at the last. */
    double place(double value) {
      double first = scaled(ticks.getFirst());
      return (scaled(value) - first) / (scaled(ticks.getLast()) - first);
    }

    private double scaled(double value) {
      return logarithmic ? Math.log(value) : value;
    }
  }

  /**
   * A line.
   *
   * @param points across and up, from left to right
   */
  record Line(String label, List<double[]> points, boolean dashed) {

    Line {
      points = List.copyOf(points);
    }
  }

  /** The name of a line, where it would stand and where there is room for it. */
  private record Label(int line, double x, double wanted, double y) {}

  /** The picture. */
  String svg() {
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"%d\" fill=\"%s\" role=\"img\">",
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        TEXT,
        INK);
    add(svg, "<title>%s</title>", escaped(title));
    add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>", WIDTH, HEIGHT, PAPER);
    add(
        svg,
        "<text x=\"%d\" y=\"26\" font-size=\"15\" font-weight=\"bold\">%s</text>",
        LEFT,
        escaped(title));
    addAxes(svg);
    for (int line = 0; line < lines.size(); line++) {
      addLine(svg, line);
    }
    for (Label label : labels()) {
      add(
          svg,
          "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>",
          label.x() + 8,
          label.y() + 4,
          colour(label.line()),
          escaped(lines.get(label.line()).label()));
    }
    return svg.append("</svg>\n").toString();
  }

  private void addAxes(StringBuilder svg) {
    for (double tick : up.ticks()) {
      double y = y(tick);
      add(svg, "<path d=\"M%d %.1fH%d\" stroke=\"%s\"/>", LEFT, y, WIDTH - RIGHT, GRID);
      add(
          svg,
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 8,
          y + 4,
          number(tick));
    }
    for (double tick : across.ticks()) {
      double x = x(tick);
      add(svg, "<path d=\"M%.1f %dv5\" stroke=\"%s\"/>", x, HEIGHT - BOTTOM, INK);
      add(
          svg,
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x,
          HEIGHT - BOTTOM + 20,
          number(tick));
    }
    add(
        svg,
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"%s\"/>",
        LEFT,
        TOP,
        HEIGHT - BOTTOM,
        WIDTH - RIGHT,
        INK);
    add(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
        (LEFT + WIDTH - RIGHT) / 2,
        HEIGHT - 16,
        escaped(across.label()));
    add(
        svg,
        "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
        (TOP + HEIGHT - BOTTOM) / 2,
        escaped(up.label()));
  }

  private void addLine(StringBuilder svg, int line) {
    List<double[]> points = lines.get(line).points();
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      path.append(
          String.format(
              Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(point[0]), y(point[1])));
    }
    add(
        svg,
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
        path,
        colour(line),
        lines.get(line).dashed() ? " stroke-dasharray=\"6 4\"" : "");
    for (double[] point : points) {
      add(
          svg,
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
          x(point[0]),
          y(point[1]),
          colour(line));
    }
  }

  /** Each at the end of its line, and as far below the one above it as it takes to read both. */
  private List<Label> labels() {
    List<Label> wanted = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      List<double[]> points = lines.get(line).points();
      if (!points.isEmpty()) {
        double[] end = points.getLast();
        wanted.add(new Label(line, x(end[0]), y(end[1]), y(end[1])));
      }
    }
    wanted.sort(Comparator.comparingDouble(Label::wanted));
    List<Label> placed = new ArrayList<>();
    double lowest = HEIGHT - BOTTOM - 2 - LINE_HEIGHT * (wanted.size() - 1);
    double next = 0;
    for (Label label : wanted) {
      double y = Math.max(next, Math.min(label.wanted(), lowest));
      placed.add(new Label(label.line(), label.x(), label.wanted(), y));
      next = y + LINE_HEIGHT;
      lowest += LINE_HEIGHT;
    }
    return placed;
  }

  private double x(double value) {
    return LEFT + across.place(value) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - up.place(value) * (HEIGHT - TOP - BOTTOM);
  }

  private static String colour(int line) {
    return COLOURS.get(line % COLOURS.size());
  }

  /** As short as it can be told. */
  static String number(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-9
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3f", value).replaceAll("0+$", "");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void add(StringBuilder svg, String form, Object... values) {
    svg.append(String.format(Locale.ROOT, form, values)).append('\n');
  }
}
