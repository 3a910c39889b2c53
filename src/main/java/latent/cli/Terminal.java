package latent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where commands print: answers on standard output, everything else on standard error. */
final class Terminal {

  private final PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final PrintStream remarks = new PrintStream(System.err, true, StandardCharsets.UTF_8);

  /** The one JSON document of a command. */
  void json(Object document) {
    try {
      answers.println(
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(document));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an answer is plain data", impossible);
    }
  }

  void say(String sentence) {
    answers.println(clean(sentence));
  }

  void remark(String sentence) {
    remarks.println(clean(sentence));
  }

  /**
   * Names come from files and may try to steer the terminal: control characters are shown as dots.
   */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point ->
                clean.appendCodePoint(
                    point != '\n' && (Character.isISOControl(point) || isSteering(point))
                        ? '·'
                        : point));
    return clean.toString();
  }

  /** Marks that turn the direction of writing around (Unicode UAX #9). */
  private static boolean isSteering(int point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  }

  /** Lines in columns as wide as their widest cell. */
  void table(List<String> head, List<List<String>> rows) {
    int[] widths = new int[head.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = head.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    say(line(head, widths));
    for (List<String> row : rows) {
      say(line(row, widths));
    }
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      line.append(cells.get(column));
      if (column < cells.size() - 1) {
        line.append(" ".repeat(widths[column] - cells.get(column).length() + 2));
      }
    }
    return line.toString().stripTrailing();
  }

  static String orEmpty(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
