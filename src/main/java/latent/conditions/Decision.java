package latent.conditions;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What policy answers about each kind of pending work; a kind that isn't pending has no answer. How
 * many processors allowed work may keep busy is {@link Policy#cores(int)}, whatever the moment.
 */
public record Decision(Map<Work, Answer> answers) {

  /** The answer about one kind of work. */
  public sealed interface Answer {

    /**
     * It may go on.
     *
     * @param bytesLeft how many bytes the tightest budget still has; {@link Long#MAX_VALUE} without
     *     a budget
     */
    record Allowed(long bytesLeft) implements Answer {}

    /**
     * It waits.
     *
     * @param because the rest of a sentence that begins with “because”, and says until when, if
     *     that is known
     * @param until when it need not wait any more, as far as is known now; null if nobody knows
     */
    record Waiting(String because, @Nullable Instant until) implements Answer {}
  }

  public Decision {
    answers = Map.copyOf(answers);
  }

  /** The answer about a kind of work that is pending. */
  public Answer about(Work work) {
    Answer answer = answers.get(work);
    if (answer == null) {
      throw new IllegalArgumentException("nothing of that kind is pending: " + work);
    }
    return answer;
  }
}
