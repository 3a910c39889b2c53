package latent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import latent.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealingTest {

  private static final int SEGMENT = Layout.SEGMENT;
  private static final byte[] CONTEXT = "o/ab/cdef".getBytes(StandardCharsets.US_ASCII);

  private final ContentKey key = MasterKey.fresh().contentKey();
  private final Random random = Seed.random("sealing");

  private byte[] content(int length) {
    byte[] content = new byte[length];
    random.nextBytes(content);
    return content;
  }

  /** Sizes at and around every edge of the layout, and some at random. */
  private int[] sizes() {
    int edge = SEGMENT - Layout.PREFIX;
    return new int[] {
      0,
      1,
      15,
      16,
      17,
      495,
      496,
      497,
      edge - 1,
      edge,
      edge + 1,
      2 * SEGMENT - 16,
      2 * SEGMENT,
      random.nextInt(SEGMENT),
      random.nextInt(10 * SEGMENT),
      5 * SEGMENT + random.nextInt(SEGMENT)
    };
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSealedOpens(Padding padding) throws IOException {
    for (int size : sizes()) {
      byte[] content = content(size);
      byte[] sealed = key.seal(content, CONTEXT, padding);
      assertThat(sealed).hasSize((int) padding.sealedSize(size));
      assertThat(key.open(sealed, CONTEXT)).isEqualTo(content);
    }
  }

  @Test
  void sealingTwiceGivesNothingInCommonButTheMagic() throws IOException {
    byte[] content = content(1000);
    byte[] first = key.seal(content, CONTEXT, Padding.FINE);
    byte[] second = key.seal(content, CONTEXT, Padding.FINE);
    int same = 0;
    for (int i = 8; i < first.length; i++) {
      same += first[i] == second[i] ? 1 : 0;
    }
    assertThat(same).isLessThan(first.length / 50);
  }

  @ParameterizedTest
  @EnumSource
  void rangesEqualSlices(Padding padding) throws IOException {
    for (int size : new int[] {1, 500, SEGMENT, 3 * SEGMENT + 17, 5 * SEGMENT}) {
      byte[] content = content(size);
      byte[] sealed = key.seal(content, CONTEXT, padding);
      for (int i = 0; i < 20; i++) {
        int from = random.nextInt(size);
        int length = 1 + random.nextInt(size - from);
        SealedRange range = new SealedRange(size, padding, from, length);
        assertThat(open(sealed, range)).isEqualTo(Arrays.copyOfRange(content, from, from + length));
      }
    }
  }

  @Test
  void aRangeFetchesOnlyTheSegmentsThatHoldIt() {
    SealedRange range = new SealedRange(100L * SEGMENT, Padding.FINE, 50L * SEGMENT, 10);
    assertThat(range.sealedLength()).isEqualTo(SEGMENT + 16);
    SealedRange all = new SealedRange(1000, Padding.FINE, 0, 1000);
    assertThat(all.sealedFrom()).isEqualTo(SealedRange.HEADER);
    assertThat(all.sealedFrom() + all.sealedLength()).isEqualTo(Padding.FINE.sealedSize(1000));
  }

  @Test
  void aRangeMustLieWithinTheContent() {
    assertThatThrownBy(() -> new SealedRange(10, Padding.FINE, 5, 6))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new SealedRange(10, Padding.FINE, -1, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new SealedRange(10, Padding.FINE, 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new SealedRange(10, Padding.FINE, Long.MAX_VALUE, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void everyFlippedBitOfASmallObjectIsNoticed() throws IOException {
    byte[] sealed = key.seal(content(100), CONTEXT, Padding.FINE);
    for (int at = 0; at < sealed.length; at++) {
      byte[] flipped = sealed.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> key.open(flipped, CONTEXT)).isInstanceOf(DamagedException.class);
    }
  }

  @Test
  void aFlippedByteAnywhereInALargeObjectIsNoticedAndNothingAfterItGivenOut() throws IOException {
    byte[] content = content(4 * SEGMENT + 99);
    byte[] sealed = key.seal(content, CONTEXT, Padding.FINE);
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(sealed.length);
      byte[] flipped = sealed.clone();
      flipped[at] ^= (byte) (1 + random.nextInt(255));
      assertThat(openAsFarAsPossible(flipped))
          .isEqualTo(Arrays.copyOf(content, goodBefore(at, content.length)));
    }
  }

  /** Content bytes in the segments before the one with the sealed byte {@code at}. */
  private static int goodBefore(int at, int length) {
    int segment = at < Layout.HEADER ? 0 : (at - Layout.HEADER) / Layout.SEALED_SEGMENT;
    return segment == 0 ? 0 : Math.min(length, segment * SEGMENT - Layout.PREFIX);
  }

  private byte[] openAsFarAsPossible(byte[] sealed) {
    ByteArrayOutputStream given = new ByteArrayOutputStream();
    assertThatThrownBy(
            () -> {
              try (InputStream in = key.opening(new ByteArrayInputStream(sealed), CONTEXT)) {
                in.transferTo(given);
              }
            })
        .isInstanceOf(DamagedException.class);
    return given.toByteArray();
  }

  @Test
  void aFlippedByteInARangeIsNoticed() throws IOException {
    byte[] sealed = key.seal(content(5 * SEGMENT), CONTEXT, Padding.FINE);
    SealedRange range = new SealedRange(5L * SEGMENT, Padding.FINE, 2L * SEGMENT, SEGMENT);
    for (int i = 0; i < 50; i++) {
      byte[] flipped = sealed.clone();
      int at = (int) (range.sealedFrom() + random.nextInt((int) range.sealedLength()));
      flipped[at] ^= 1;
      assertThatThrownBy(() -> open(flipped, range)).isInstanceOf(DamagedException.class);
    }
  }

  @Test
  void truncationIsNoticedAndCalledThatFromTheSecondSegmentOn() throws IOException {
    byte[] sealed = key.seal(content(4 * SEGMENT), CONTEXT, Padding.FINE);
    for (int i = 0; i < 100; i++) {
      int length = random.nextInt(sealed.length);
      byte[] cut = Arrays.copyOf(sealed, length);
      DamagedException.Damage expected =
          length < Layout.HEADER || length >= Layout.HEADER + Layout.SEALED_SEGMENT
              ? DamagedException.Damage.TRUNCATED
              : DamagedException.Damage.ALTERED;
      assertThat(damage(cut)).as("cut to %d", length).isEqualTo(expected);
    }
    for (int segments = 1; segments <= 4; segments++) {
      byte[] cut = Arrays.copyOf(sealed, Layout.HEADER + segments * Layout.SEALED_SEGMENT);
      assertThat(damage(cut)).isEqualTo(DamagedException.Damage.TRUNCATED);
    }
  }

  @Test
  void extensionIsNoticed() throws IOException {
    for (int size : sizes()) {
      byte[] sealed = key.seal(content(size), CONTEXT, Padding.FINE);
      byte[] extended = Arrays.copyOf(sealed, sealed.length + 1 + random.nextInt(2 * SEGMENT));
      assertThat(damage(extended))
          .isIn(DamagedException.Damage.EXTENDED, DamagedException.Damage.ALTERED);
    }
    byte[] sealed = key.seal(content(3 * SEGMENT), CONTEXT, Padding.FINE);
    assertThat(damage(Arrays.copyOf(sealed, sealed.length + 1)))
        .isEqualTo(DamagedException.Damage.EXTENDED);
  }

  @Test
  void segmentsInAnotherOrderAreNoticed() throws IOException {
    byte[] sealed = key.seal(content(6 * SEGMENT - 16), CONTEXT, Padding.FINE);
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < i; j++) {
        byte[] swapped = sealed.clone();
        copySegment(sealed, i, swapped, j);
        copySegment(sealed, j, swapped, i);
        assertThat(damage(swapped)).isEqualTo(DamagedException.Damage.ALTERED);
      }
    }
  }

  @Test
  void aSegmentOfAnotherObjectIsNoticed() throws IOException {
    byte[] sealed = key.seal(content(3 * SEGMENT), CONTEXT, Padding.FINE);
    byte[] other = key.seal(content(3 * SEGMENT), CONTEXT, Padding.FINE);
    for (int i = 0; i < 3; i++) {
      byte[] mixed = sealed.clone();
      copySegment(other, i, mixed, i);
      assertThat(damage(mixed)).isEqualTo(DamagedException.Damage.ALTERED);
    }
  }

  private static void copySegment(byte[] from, int i, byte[] into, int j) {
    System.arraycopy(
        from,
        Layout.HEADER + i * Layout.SEALED_SEGMENT,
        into,
        Layout.HEADER + j * Layout.SEALED_SEGMENT,
        Layout.SEALED_SEGMENT);
  }

  @Test
  void anObjectInAnothersPlaceOrUnderAnotherKeyDoesNotOpen() throws IOException {
    byte[] sealed = key.seal(content(100), CONTEXT, Padding.FINE);
    byte[] elsewhere = "p/ab/cdef".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> key.open(sealed, elsewhere)).isInstanceOf(DamagedException.class);
    ContentKey other = MasterKey.fresh().contentKey();
    assertThatThrownBy(() -> other.open(sealed, CONTEXT)).isInstanceOf(DamagedException.class);
  }

  @Test
  void aLaterVersionIsCalledUnknown() throws IOException {
    byte[] sealed = key.seal(content(100), CONTEXT, Padding.FINE);
    sealed[4] = 2;
    assertThat(damage(sealed)).isEqualTo(DamagedException.Damage.UNKNOWN);
    assertThat(
            damage("<html>not an object, and long enough</html>".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(DamagedException.Damage.UNKNOWN);
  }

  @Test
  void contentOfAnotherLengthThanAnnouncedIsNotSealed() {
    for (int announced : new int[] {0, 99, 101, SEGMENT + 100}) {
      InputStream content = new ByteArrayInputStream(content(100));
      assertThatThrownBy(
              () -> key.sealing(content, announced, CONTEXT, Padding.FINE).readAllBytes())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void streamsGiveTheSameHoweverTheyAreRead() throws IOException {
    byte[] content = content(3 * SEGMENT + 5);
    byte[] sealed = key.seal(content, CONTEXT, Padding.FINE);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try (InputStream in = key.opening(new ByteArrayInputStream(sealed), CONTEXT)) {
      byte[] buffer = new byte[1 + random.nextInt(5000)];
      int count = 0;
      while (count >= 0) {
        count = random.nextBoolean() ? in.read(buffer, 0, 1 + random.nextInt(buffer.length)) : 0;
        read.write(buffer, 0, Math.max(0, count));
        int one = count < 0 ? -1 : in.read();
        if (one >= 0) {
          read.write(one);
        } else {
          count = -1;
        }
      }
    }
    assertThat(read.toByteArray()).isEqualTo(content);
  }

  @Test
  void finePaddingIsPadme() {
    assertThat(Padding.FINE.padded(1)).isEqualTo(512);
    assertThat(Padding.FINE.padded(1000)).isEqualTo(1024);
    assertThat(Padding.FINE.padded(5_000_000)).isEqualTo(39L << 17);
    Set<Long> classes = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      long length = 512 + random.nextInt(1 << 30);
      long padded = Padding.FINE.padded(length);
      assertThat(padded).isGreaterThanOrEqualTo(length).isLessThan((long) (length * 1.12) + 1);
      assertThat(Padding.FINE.padded(padded)).isEqualTo(padded);
      classes.add(padded);
    }
    assertThat(classes).hasSizeLessThan(600);
  }

  @Test
  void coarsePaddingIsToPowersOfTwo() {
    assertThat(Padding.COARSE.padded(1)).isEqualTo(16 << 10);
    assertThat(Padding.COARSE.padded(16 << 10)).isEqualTo(16 << 10);
    assertThat(Padding.COARSE.padded((16 << 10) + 1)).isEqualTo(32 << 10);
  }

  private byte[] open(byte[] sealed, SealedRange range) throws IOException {
    int from = (int) range.sealedFrom();
    byte[] header = Arrays.copyOf(sealed, SealedRange.HEADER);
    InputStream segments = new ByteArrayInputStream(sealed, from, (int) range.sealedLength());
    try (InputStream content = key.openingRange(header, segments, range, CONTEXT)) {
      return content.readAllBytes();
    }
  }

  private DamagedException.Damage damage(byte[] sealed) throws IOException {
    try {
      key.open(sealed, CONTEXT);
    } catch (DamagedException damaged) {
      return damaged.damage();
    }
    throw new AssertionError("it opened");
  }
}
