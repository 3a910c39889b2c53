package latent.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an original that a browser asks for (RFC 9110, 14.1.2).
 *
 * @param from the first byte
 * @param length more than 0
 */
record ByteRange(long from, long length) {

  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** What a Range header asks of a whole. */
  sealed interface Asked {
    /** All of it: there is no such header, or one that is not understood, or of several ranges. */
    record Whole() implements Asked {}

    /** This much of it. */
    record Part(ByteRange range) implements Asked {}

    /** Nothing of it lies there. */
    record Beyond() implements Asked {}
  }

  static Asked asked(Optional<String> header, long bytes) {
    Matcher one = ONE.matcher(header.orElse("").replace(" ", ""));
    if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return new Asked.Whole();
    }
    long first;
    long last;
    if (one.group(1).isEmpty()) {
      long count = Math.min(bytes, Long.parseLong(one.group(2)));
      first = bytes - count;
      last = bytes - 1;
    } else {
      first = Long.parseLong(one.group(1));
      last = one.group(2).isEmpty() ? bytes - 1 : Math.min(bytes - 1, Long.parseLong(one.group(2)));
      if (!one.group(2).isEmpty() && Long.parseLong(one.group(2)) < first) {
        return new Asked.Whole();
      }
    }
    return first >= bytes || first > last
        ? new Asked.Beyond()
        : new Asked.Part(new ByteRange(first, last - first + 1));
  }

  /** As an answer says what it holds. */
  String of(long bytes) {
    return "bytes " + from + "-" + (from + length - 1) + "/" + bytes;
  }
}
