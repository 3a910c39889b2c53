package latent.library;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latent.people.Agreement;
import latent.people.Calibration;
import latent.people.Grouping;
import latent.people.Likelihoods;
import latent.people.People;
import latent.people.Person;
import latent.people.Question;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.FaceReference;
import latent.photo.Fact;
import latent.photo.FactId;
import org.jspecify.annotations.Nullable;

/**
 * A simulated user, who knows everybody, answers the questions about who is the same person until
 * the albums are right: each answer is one click. Beside it the same user is asked in two other
 * ways:
 *
 * <ul>
 *   <li>by size: whether two groups that look alike are one, those first that would join most faces
 *   <li>one by one: whether a face outside is of the album that it looks most like, the most alike
 *       first; one face each, as most programs ask
 * </ul>
 */
public final class ClicksLab {

  /** BCubed F at which the albums are right. */
  private static final double RIGHT = 0.99;

  private static final int MOST_CLICKS = 3000;

  private static final int ANCHORS = 5;

  /**
   * How it went.
   *
   * @param clicks until the albums were right; null if that took more than the user has patience
   *     for
   * @param curve pairs of clicks so far and BCubed F then
   */
  public record Run(@Nullable Integer clicks, List<double[]> curve) {}

  /** The product's way, and the two others. */
  public record Figures(@Nullable Integer clicks, List<double[]> curve, Run bySize, Run oneByOne) {}

  /** Which question comes next, and what answering yes takes. */
  private record Way(Comparator<Question> order, boolean members, boolean faceByFace) {}

  private final Calibration calibration;

  public ClicksLab(Calibration calibration) {
    this.calibration = calibration;
  }

  /**
   * Asks and answers.
   *
   * @throws LibraryException if the two files don't fit together, or lack labels
   */
  public Figures measure(Path vectors, Path lines, int dimension, Progress progress)
      throws IOException {
    LabelledFaces labelled = LabelledFaces.readComplete(vectors, lines, dimension);
    return measure(labelled, Likelihoods.PRODUCT, progress);
  }

  /**
   * Asks and answers on each half of the people, with likelihoods fitted on the other half.
   *
   * @throws LibraryException if the two files don't fit together, or lack labels
   */
  public List<Figures> measureHalves(Path vectors, Path lines, int dimension, Progress progress)
      throws IOException {
    LabelledFaces labelled = LabelledFaces.readComplete(vectors, lines, dimension);
    LabelledFaces one = labelled.parts(2, part -> part == 0);
    LabelledFaces other = labelled.parts(2, part -> part == 1);
    return List.of(
        measure(one, Fitting.fit(other, calibration), progress),
        measure(other, Fitting.fit(one, calibration), progress));
  }

  private Figures measure(LabelledFaces labelled, Likelihoods likelihoods, Progress progress) {
    Grouping grouping = new Grouping(labelled.faces(), calibration);
    Comparator<Question> byGain = Comparator.comparingDouble(Question::gain).reversed();
    Comparator<Question> byFaces =
        Comparator.comparingInt(Question::faces).reversed().thenComparing(byGain);
    Comparator<Question> byLikeness = Comparator.comparingDouble(Question::likeness).reversed();
    Run own =
        new Conversation(labelled, grouping, likelihoods, progress)
            .run(new Way(byGain, true, false));
    Run bySize =
        new Conversation(labelled, grouping, likelihoods, progress)
            .run(new Way(byFaces, false, false));
    Run oneByOne =
        new Conversation(labelled, grouping, likelihoods, progress)
            .run(new Way(byLikeness, false, true));
    return new Figures(own.clicks, own.curve, bySize, oneByOne);
  }

  /** One way through. */
  private static final class Conversation {
    private final LabelledFaces labelled;
    private final Grouping grouping;
    private final Likelihoods likelihoods;
    private final Progress progress;
    private final Map<FaceId, String> truth = new HashMap<>();
    private final Map<FaceId, FaceReference> references = new HashMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<double[]> curve = new ArrayList<>();
    private int clicks;

    private Conversation(
        LabelledFaces labelled, Grouping grouping, Likelihoods likelihoods, Progress progress) {
      this.likelihoods = likelihoods;
      this.labelled = labelled;
      this.grouping = grouping;
      this.progress = progress;
      for (int i = 0; i < labelled.faces().size(); i++) {
        Face face = labelled.faces().get(i);
        truth.put(face.id(), labelled.labels().get(i));
        references.put(face.id(), face.reference());
      }
    }

    private Run run(Way way) {
      while (clicks < MOST_CLICKS) {
        People people = grouping.people(facts);
        double right =
            Agreement.of(labelled.labels(), ClusterLab.groups(labelled.faces(), people)).bcF();
        curve.add(new double[] {clicks, right});
        progress.step("answering", clicks, MOST_CLICKS);
        if (right >= RIGHT) {
          return new Run(clicks, curve);
        }
        Question next =
            grouping.questions(facts, likelihoods).stream()
                .filter(question -> isAsked(question, way))
                .min(way.order)
                .orElse(null);
        if (next == null) {
          break;
        }
        answer(next, people, way);
      }
      return new Run(null, curve);
    }

    private static boolean isAsked(Question question, Way way) {
      return switch (question.kind()) {
        case SAME -> true;
        case MEMBER -> way.members;
        case WHO -> false;
      };
    }

    private void answer(Question question, People people, Way way) {
      Map<String, Person> byId = new HashMap<>();
      people.persons().forEach(person -> byId.put(person.id(), person));
      Person person = find(byId, question.person());
      FactId id = new FactId(String.format("%016x", 0x1000_0000_0000_0000L + facts.size()));
      Instant at = Instant.EPOCH.plusSeconds(facts.size());
      boolean yes;
      if (question.kind() == Question.Kind.SAME) {
        Person other = find(byId, String.valueOf(question.other()));
        yes = label(person).equals(label(other));
        if (yes) {
          clicks += way.faceByFace ? other.members().size() : 1;
          facts.add(
              new Fact.Same(id, at, person.id(), anchors(person), other.id(), anchors(other)));
          return;
        }
      } else {
        yes = label(person).equals(truth.get(question.face()));
      }
      clicks++;
      FaceReference face = find(references, question.face());
      facts.add(
          yes
              ? new Fact.Confirmed(id, at, face, person.id(), anchors(person))
              : new Fact.Rejected(id, at, face, person.id(), anchors(person)));
    }

    private static <K, V> V find(Map<K, V> map, K key) {
      V found = map.get(key);
      if (found == null) {
        throw new AssertionError("a question about nobody: " + key);
      }
      return found;
    }

    /** Whom most of a person's faces show. */
    private String label(Person person) {
      Map<String, Integer> counts = new HashMap<>();
      for (Person.Member member : person.members()) {
        counts.merge(find(truth, member.face()), 1, Integer::sum);
      }
      return counts.entrySet().stream()
          .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
          .orElseThrow()
          .getKey();
    }

    private List<FaceReference> anchors(Person person) {
      return person.members().stream()
          .limit(ANCHORS)
          .map(member -> find(references, member.face()))
          .toList();
    }
  }
}
