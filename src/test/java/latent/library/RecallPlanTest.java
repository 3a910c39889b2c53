package latent.library;

import static latent.library.RecallPlan.Source.CROPS;
import static latent.library.RecallPlan.Source.ORIGINAL_FETCHED;
import static latent.library.RecallPlan.Source.ORIGINAL_HERE;
import static latent.library.RecallPlan.Source.PREVIEW_FETCHED;
import static latent.library.RecallPlan.Source.PREVIEW_HERE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import latent.catalog.Photos.Improvable;
import latent.library.RecallPlan.At;
import latent.library.RecallPlan.Held;
import latent.library.RecallPlan.Source;
import latent.photo.PhotoId;
import org.junit.jupiter.api.Test;

/** The cheapest source comes first, whatever there is. */
class RecallPlanTest {

  private static List<Source> sources(
      Held held, boolean provisional, boolean original, boolean preview, boolean cloud) {
    return RecallPlan.sources(new At(held, provisional, original, preview, cloud, cloud));
  }

  @Test
  void cropsAreEnoughForAnotherEmbedder() {
    assertThat(sources(Held.CROPS, false, true, true, true).getFirst()).isEqualTo(CROPS);
    assertThat(sources(Held.CROPS, false, false, false, true).getFirst()).isEqualTo(CROPS);
    assertThat(sources(Held.CROPS, true, false, true, true).getFirst()).isEqualTo(CROPS);
  }

  @Test
  void anOriginalAtHandIsBetterThanProvisionalCrops() {
    assertThat(sources(Held.CROPS, true, true, true, true).getFirst()).isEqualTo(ORIGINAL_HERE);
  }

  @Test
  void anotherDetectorReadsWhatIsHereFirst() {
    for (Held held : List.of(Held.NOTHING, Held.OTHER_FACES)) {
      assertThat(sources(held, false, true, true, true))
          .containsExactly(ORIGINAL_HERE, PREVIEW_HERE, PREVIEW_FETCHED, ORIGINAL_FETCHED);
      assertThat(sources(held, false, false, true, true))
          .containsExactly(PREVIEW_HERE, PREVIEW_FETCHED, ORIGINAL_FETCHED);
      assertThat(sources(held, false, false, false, true))
          .containsExactly(PREVIEW_FETCHED, ORIGINAL_FETCHED);
      assertThat(sources(held, false, false, false, false)).isEmpty();
    }
  }

  /** Invariant 2: as long as there is anything smaller, no original is fetched first. */
  @Test
  void anOriginalIsFetchedOnlyWhenNothingSmallerIsLeft() {
    for (int bits = 0; bits < 64; bits++) {
      for (Held held : Held.values()) {
        At at =
            new At(
                held,
                (bits & 1) != 0,
                (bits & 2) != 0,
                (bits & 4) != 0,
                (bits & 8) != 0,
                (bits & 16) != 0);
        List<Source> sources = RecallPlan.sources(at);
        boolean smaller =
            held == Held.CROPS || at.originalHere() || at.previewHere() || at.previewInCloud();
        if (!sources.isEmpty() && sources.getFirst() == ORIGINAL_FETCHED) {
          assertThat(smaller).as(at.toString()).isFalse();
        }
        if (at.originalInCloud()) {
          assertThat(sources).as(at.toString()).endsWith(ORIGINAL_FETCHED);
        }
        assertThat(sources).doesNotHaveDuplicates();
      }
    }
  }

  private static PhotoId id(int number) {
    return PhotoId.of(new byte[] {(byte) (number >> 8), (byte) number});
  }

  @Test
  void aTwentiethOfTheBytesIsSpentOnTheBest() {
    List<Improvable> improvable =
        List.of(
            new Improvable(id(1), 30, false, 9),
            new Improvable(id(2), 40, false, 3),
            new Improvable(id(3), 20, false, 1),
            new Improvable(id(4), 900, true, 0.1));
    assertThat(RecallPlan.worthwhile(improvable, 0, 1000)).containsExactly(id(1), id(3), id(4));
    assertThat(RecallPlan.worthwhile(improvable, 30, 1000)).containsExactly(id(3), id(4));
    assertThat(RecallPlan.worthwhile(improvable, 50, 1000)).containsExactly(id(4));
    assertThat(RecallPlan.worthwhile(improvable, 0, 10_000)).hasSize(4);
  }

  /** However often the plan is asked, what is fetched in all stays below the share. */
  @Test
  void theShareHoldsOverManyShifts() {
    long seed = System.nanoTime();
    System.out.println("seed of RecallPlanTest: " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Improvable> left = new ArrayList<>();
      long all = 0;
      for (int photo = 0; photo < 60; photo++) {
        long bytes = 1 + random.nextInt(10_000);
        all += bytes;
        left.add(
            new Improvable(id(photo), bytes, random.nextInt(9) == 0, random.nextDouble() + 0.01));
      }
      long fetched = 0;
      for (int shift = 0; shift < 5; shift++) {
        left.sort(Comparator.comparingDouble((Improvable each) -> -each.gain() / each.bytes()));
        List<PhotoId> chosen = RecallPlan.worthwhile(left, fetched, all);
        for (Improvable each : List.copyOf(left)) {
          if (chosen.contains(each.id()) && random.nextInt(3) > 0) {
            left.remove(each);
            fetched += each.here() ? 0 : each.bytes();
          }
        }
        assertThat(fetched).isLessThanOrEqualTo(all / 20 + 1);
      }
    }
  }
}
