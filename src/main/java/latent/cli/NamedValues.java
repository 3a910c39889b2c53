package latent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An object of a JSON file that a user writes: what is wrong in it is said with the key's name. */
final class NamedValues {

  /** What a number may be. */
  enum Bounds {
    ABOVE_0("a number above 0") {
      @Override
      boolean holds(double number) {
        return number > 0;
      }
    },
    FROM_0("a number from 0 on") {
      @Override
      boolean holds(double number) {
        return number >= 0;
      }
    },
    FROM_1("a number from 1 on") {
      @Override
      boolean holds(double number) {
        return number >= 1;
      }
    },
    SHARE("a number from 0 to 1") {
      @Override
      boolean holds(double number) {
        return number >= 0 && number <= 1;
      }
    };

    private final String words;

    Bounds(String words) {
      this.words = words;
    }

    abstract boolean holds(double number);
  }

  /** Nothing that is counted has more, and products of three such numbers still are numbers. */
  private static final double MOST = 1e15;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final String place;
  private final JsonNode object;
  private final Set<String> unread = new TreeSet<>();

  private NamedValues(String place, JsonNode object) {
    this.place = place;
    this.object = object;
    object.fieldNames().forEachRemaining(unread::add);
  }

  /** The object that is the whole file. */
  static NamedValues read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UnusableFileException("there is no file " + file);
    }
    try {
      JsonNode whole = JSON.readTree(Files.readAllBytes(file));
      if (!whole.isObject()) {
        throw new UnusableFileException(file + " must hold one JSON object");
      }
      return new NamedValues("", whole);
    } catch (JsonProcessingException broken) {
      throw new UnusableFileException(
          file
              + " is no JSON: line "
              + broken.getLocation().getLineNr()
              + ": "
              + broken.getOriginalMessage());
    }
  }

  /** That what stands under a key should be otherwise. */
  UnusableFileException wrong(String key, String wanted) {
    return new UnusableFileException(
        place + key + " must be " + wanted + ", and is " + object.get(key));
  }

  boolean has(String key) {
    return object.has(key);
  }

  String text(String key) throws UnusableFileException {
    JsonNode node = node(key);
    if (!node.isTextual() || node.asText().isBlank()) {
      throw wrong(key, "a text", node);
    }
    return node.asText();
  }

  double number(String key, Bounds bounds) throws UnusableFileException {
    return number(key, node(key), bounds);
  }

  private double number(String key, JsonNode node, Bounds bounds) throws UnusableFileException {
    double number = node.asDouble();
    if (!node.isNumber() || !Double.isFinite(number) || !bounds.holds(number)) {
      throw wrong(key, bounds.words, node);
    }
    if (number > MOST) {
      throw wrong(key, "at most " + MOST, node);
    }
    return number;
  }

  long whole(String key, long least, long most) throws UnusableFileException {
    JsonNode node = node(key);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong(key, "a whole number from " + least + " to " + most, node);
    }
    long number = node.asLong();
    if (number < least || number > most) {
      throw wrong(key, "a whole number from " + least + " to " + most, node);
    }
    return number;
  }

  List<Double> numbers(String key, Bounds bounds) throws UnusableFileException {
    JsonNode node = node(key);
    if (!node.isArray()) {
      throw wrong(key, "a list of numbers", node);
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode each : node) {
      numbers.add(number(key + "[" + numbers.size() + "]", each, bounds));
    }
    return numbers;
  }

  /** Which of these words it is. */
  int oneOf(String key, List<String> words) throws UnusableFileException {
    JsonNode node = node(key);
    int which = node.isTextual() ? words.indexOf(node.asText()) : -1;
    if (which < 0) {
      throw wrong(key, "one of " + String.join(", ", words), node);
    }
    return which;
  }

  NamedValues object(String key) throws UnusableFileException {
    JsonNode node = node(key);
    if (!node.isObject()) {
      throw wrong(key, "an object", node);
    }
    return new NamedValues(place + key + ".", node);
  }

  List<NamedValues> objects(String key) throws UnusableFileException {
    JsonNode node = node(key);
    if (!node.isArray() || node.isEmpty()) {
      throw wrong(key, "a list of objects", node);
    }
    List<NamedValues> objects = new ArrayList<>();
    for (JsonNode each : node) {
      String name = key + "[" + objects.size() + "]";
      if (!each.isObject()) {
        throw wrong(name, "an object", each);
      }
      objects.add(new NamedValues(place + name + ".", each));
    }
    return objects;
  }

  /** Nothing else may be here: it would be a key that somebody mistyped. */
  void end() throws UnusableFileException {
    if (!unread.isEmpty()) {
      throw new UnusableFileException(
          place + unread.iterator().next() + " is no key that is known here");
    }
  }

  private JsonNode node(String key) throws UnusableFileException {
    unread.remove(key);
    JsonNode node = object.get(key);
    if (node == null) {
      throw new UnusableFileException(place + key + " is missing");
    }
    return node;
  }

  private UnusableFileException wrong(String key, String wanted, JsonNode node) {
    return new UnusableFileException(place + key + " must be " + wanted + ", and is " + node);
  }
}
