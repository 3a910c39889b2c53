package latent.library;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import latent.library.Scene.Known;
import latent.photo.Embedding;
import latent.photo.Face;
import org.jspecify.annotations.Nullable;

/**
 * Clean faces of named people, read from whole photos, to which others are compared: those of the
 * same person in other photos, and some of others.
 */
final class Likenesses {

  private static final int STRANGERS = 100;

  /** A clean face of somebody. */
  private record Clean(String person, String file, Embedding embedding) {}

  /**
   * How a face compares.
   *
   * @param pairs with clean faces of the same person
   * @param accepted of these, how many are at least so alike
   * @param strangers pairs with clean faces of others
   * @param mistaken of these, how many are at least so alike
   */
  record Comparison(int pairs, int accepted, int strangers, int mistaken) {

    /** The share of its person's clean faces by which it is recognised. */
    double share() {
      return pairs == 0 ? 0 : (double) accepted / pairs;
    }
  }

  private final Map<String, List<Clean>> ofPerson = new LinkedHashMap<>();
  private final List<Clean> some;
  private final double cosine;

  /**
   * @param least the width from which on a face is clean
   * @param cosine the likeness from which on two faces are one person's
   */
  Likenesses(List<Source> sources, int least, double cosine, long seed) {
    this.cosine = cosine;
    List<Clean> all = new ArrayList<>();
    for (Source source : sources) {
      Face face = source.clean().orElse(null);
      Embedding embedding = face == null ? null : face.embedding();
      if (face != null && embedding != null && face.pixels() >= least) {
        String person = source.label().persons().getFirst();
        all.add(new Clean(person, source.label().file(), embedding));
      }
    }
    all.forEach(
        clean -> ofPerson.computeIfAbsent(clean.person(), _ -> new ArrayList<>()).add(clean));
    Collections.shuffle(all, new Random(seed));
    some = List.copyOf(all.subList(0, Math.min(STRANGERS, all.size())));
  }

  /** Whether there is a clean face of the same person in another photo. */
  boolean isKnown(Known face) {
    return ofPerson.getOrDefault(face.person(), List.of()).stream()
        .anyMatch(clean -> !clean.file().equals(face.file()));
  }

  /**
   * Compares what was read of a known face.
   *
   * @param read null if it was not found
   */
  Comparison compare(Known face, @Nullable Face read) {
    Embedding embedding = read == null ? null : read.embedding();
    int pairs = 0;
    int accepted = 0;
    for (Clean clean : ofPerson.getOrDefault(face.person(), List.of())) {
      if (!clean.file().equals(face.file())) {
        pairs++;
        accepted += isAlike(embedding, clean) ? 1 : 0;
      }
    }
    int strangers = 0;
    int mistaken = 0;
    for (Clean clean : some) {
      if (!clean.person().equals(face.person())) {
        strangers++;
        mistaken += isAlike(embedding, clean) ? 1 : 0;
      }
    }
    return new Comparison(pairs, accepted, strangers, mistaken);
  }

  private boolean isAlike(@Nullable Embedding embedding, Clean clean) {
    return embedding != null && embedding.similarity(clean.embedding()) >= cosine;
  }
}
