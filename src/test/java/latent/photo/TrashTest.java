package latent.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import latent.Seed;
import org.junit.jupiter.api.Test;

/** What is in the trash follows from the facts alone, and the last word counts. */
class TrashTest {

  private static final PhotoId PHOTO = PhotoId.of(new byte[] {1});
  private static final PhotoId OTHER = PhotoId.of(new byte[] {2});
  private static final Instant BEGIN = Instant.parse("2026-11-01T10:00:00Z");
  private static final Box BOX = new Box(0.1, 0.2, 0.3, 0.4);

  private static FactId id(int number) {
    return new FactId(String.format("%016x", number));
  }

  private static Instant day(int day) {
    return BEGIN.plus(Duration.ofDays(day));
  }

  private static Fact trashed(int number, int day) {
    return new Fact.Trashed(id(number), day(day), PHOTO, Trash.DAYS);
  }

  private static Fact emptied(int number, int day) {
    return new Fact.Trashed(id(number), day(day), PHOTO, 0);
  }

  private static Fact undone(int number, int day, int target) {
    return new Fact.Undone(id(number), day(day), id(target));
  }

  private static Instant until(Fact... facts) {
    return Objects.requireNonNull(Trash.of(List.of(facts)).photos().get(PHOTO)).until();
  }

  private static void assertShown(Fact... facts) {
    assertThat(Trash.of(List.of(facts)).photos()).isEmpty();
  }

  @Test
  void itStaysThirtyDays() {
    assertThat(until(trashed(1, 0))).isEqualTo(day(30));
  }

  @Test
  void restoredItIsShown() {
    assertShown(trashed(1, 0), undone(2, 1, 1));
  }

  @Test
  void emptyingLetsItLeaveAtOnce() {
    assertThat(until(trashed(1, 0), emptied(2, 3))).isEqualTo(day(3));
  }

  /** Two devices put it there without knowing of each other; the restoring knew of one alone. */
  @Test
  void aRestoringTakesBackAllThatWasSaidBeforeAnywhere() {
    assertShown(trashed(1, 0), trashed(2, 1), undone(3, 2, 1));
    assertShown(trashed(1, 0), emptied(2, 1), undone(3, 2, 1));
  }

  @Test
  void trashedAgainItIsInTheTrashAgain() {
    assertThat(until(trashed(1, 0), undone(2, 1, 1), trashed(3, 5))).isEqualTo(day(35));
  }

  /**
   * However long ago it was trashed first: whoever takes a restoring back has time to regret it.
   */
  @Test
  void aRestoringThatIsTakenBackGivesThirtyDaysAgain() {
    assertThat(until(trashed(1, 0), undone(2, 1, 1), undone(3, 50, 2))).isEqualTo(day(80));
    assertThat(until(emptied(1, 0), undone(2, 1, 1), undone(3, 50, 2))).isEqualTo(day(80));
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    Random random = Seed.random("trash");
    for (int round = 0; round < 2000; round++) {
      List<Fact> facts = new ArrayList<>();
      for (int number = 1; number <= 8; number++) {
        int day = random.nextInt(10);
        facts.add(
            switch (random.nextInt(3)) {
              case 0 -> trashed(number, day);
              case 1 -> emptied(number, day);
              default -> undone(number, day, 1 + random.nextInt(8));
            });
      }
      Trash trash = Trash.of(facts);
      Collections.shuffle(facts, random);
      assertThat(Trash.of(facts)).isEqualTo(trash);
    }
  }

  @Test
  void whatWasSaidOfFacesInItCountsNoMoreUntilItIsRestored() {
    FaceReference here = new FaceReference(PHOTO, BOX);
    FaceReference there = new FaceReference(OTHER, BOX);
    Fact named = new Fact.Named(id(2), day(0), "p", List.of(here, there), "Anna");
    Fact tagged = new Fact.Tagged(id(3), day(0), here, "Ben");
    List<Fact> facts = List.of(named, tagged, trashed(1, 1));
    assertThat(Trash.of(facts).without(facts))
        .containsExactly(new Fact.Named(id(2), day(0), "p", List.of(there), "Anna"), trashed(1, 1));
    List<Fact> restored = List.of(named, tagged, trashed(1, 1), undone(4, 2, 1));
    assertThat(Trash.of(restored).without(restored)).isEqualTo(restored);
  }

  @Test
  void noFactKeepsAPhotoForeverOrForLessThanNothing() {
    for (int days : new int[] {-1, Trash.LONGEST + 1}) {
      assertThatThrownBy(() -> new Fact.Trashed(id(1), day(0), PHOTO, days))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
