package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import latent.Seed;
import latent.library.Plot.Axis;
import latent.library.Plot.Line;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Plots are whole SVG files that anybody can read. */
class PlotTest {

  private static Plot plot() {
    return new Plot(
        "Shares <1> & more",
        new Axis("edge, pixels", List.of(100.0, 400.0, 1600.0), true),
        Axis.linear("share, %", 0, 97),
        List.of(
            new Line("one", List.of(new double[] {100, 10}, new double[] {1600, 90}), false),
            new Line("other", List.of(new double[] {100, 5}, new double[] {1600, 91}), true)));
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> all(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void itIsWellFormedAndBringsItsOwnPaper() throws Exception {
    Document document = parsed(plot().svg());
    Element first = all(document, "rect").getFirst();
    assertThat(first.getAttribute("fill")).isEqualTo("#ffffff");
    assertThat(first.getAttribute("width"))
        .isEqualTo(document.getDocumentElement().getAttribute("width"));
    assertThat(all(document, "title").getFirst().getTextContent()).isEqualTo("Shares <1> & more");
    assertThat(all(document, "circle")).hasSize(4);
  }

  @Test
  void textIsLargeEnoughAndSaysWhatAxesAndLinesAre() throws Exception {
    Document document = parsed(plot().svg());
    assertThat(Integer.parseInt(document.getDocumentElement().getAttribute("font-size")))
        .isGreaterThanOrEqualTo(12);
    assertThat(all(document, "text"))
        .extracting(Element::getTextContent)
        .contains("edge, pixels", "share, %", "one", "other", "1,600", "100");
  }

  /** The lines end almost at one place; their names don't lie upon each other. */
  @Test
  void namesOfLinesKeepApart() throws Exception {
    List<Double> places =
        all(parsed(plot().svg()), "text").stream()
            .filter(text -> List.of("one", "other").contains(text.getTextContent()))
            .map(text -> Double.valueOf(text.getAttribute("y")))
            .toList();
    assertThat(Math.abs(places.get(0) - places.get(1))).isGreaterThanOrEqualTo(16);
  }

  @Test
  void ticksCoverWhateverIsDrawn() {
    Random random = Seed.random("PlotTest");
    for (int i = 0; i < 1000; i++) {
      double least = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(8));
      double most = least + random.nextDouble() * Math.pow(10, random.nextInt(8));
      Axis axis = Axis.linear("", least, most);
      double slack = 1e-6 * Math.max(1, Math.abs(most));
      assertThat(axis.ticks().getFirst()).isLessThanOrEqualTo(least + slack);
      assertThat(axis.ticks().getLast()).isGreaterThanOrEqualTo(most - slack);
      assertThat(axis.ticks()).isSorted().hasSizeBetween(2, 9);
    }
  }

  @Test
  void aLogarithmicAxisGivesEachDoublingTheSameRoom() {
    Axis axis = new Axis("", List.of(100.0, 400.0, 1600.0), true);
    assertThat(axis.place(200)).isCloseTo(0.25, within(1e-9));
    assertThat(axis.place(400)).isCloseTo(0.5, within(1e-9));
    assertThatThrownBy(() -> new Axis("", List.of(0.0, 1.0), true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
