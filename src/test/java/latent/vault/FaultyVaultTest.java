package latent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import latent.Seed;
import latent.crypto.PassphraseCost;
import latent.photo.Reason;
import latent.store.AccountedStore;
import latent.store.Content;
import latent.store.DirectoryStore;
import latent.store.FaultyStore;
import latent.store.FaultyStore.Fault;
import latent.store.PatientStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vault over a store that fails: what passes is waited out, what stays is named. */
class FaultyVaultTest {

  private static final char[] PASSPHRASE = "correct horse battery staple".toCharArray();

  @TempDir private Path folder;

  private final Random random = Seed.random("FaultyVaultTest");
  private FaultyStore faulty;
  private Vault vault;

  @BeforeEach
  void createVault() throws IOException {
    open(0.2, EnumSet.allOf(Fault.class));
  }

  private void open(double rate, Set<Fault> faults) throws IOException {
    Path cloud = folder.resolve("cloud-" + random.nextInt(Integer.MAX_VALUE));
    faulty = new FaultyStore(DirectoryStore.create(cloud), random.nextLong(), rate, faults);
    vault =
        Vault.create(
            new AccountedStore(new PatientStore(faulty), transfer -> {}),
            PASSPHRASE,
            PassphraseCost.LEAST);
  }

  private List<Expected> fill(Sample sample) throws IOException {
    return List.of(
        new Expected(sample.id(), vault.storeOriginal(sample.id(), sample.file(folder))),
        new Expected(
            sample.id(), vault.storeCopies(sample.id(), sample.preview(), sample.thumbnail())),
        new Expected(
            sample.id(), vault.storeFeatures(sample.photo(), Optional.empty(), sample.features())));
  }

  private static byte[] readAll(InputStream stream) throws IOException {
    try (stream) {
      return stream.readAllBytes();
    }
  }

  private byte[] original(Sample sample) throws IOException {
    return readAll(vault.openOriginal(sample.id(), sample.original().length, Reason.Recall.VIEW));
  }

  private List<Finding> deep(List<Expected> expected, Set<String> facts) throws IOException {
    List<Finding> findings = new ArrayList<>();
    vault.verifyDeep(expected, facts, Set.of(), findings::add);
    return findings;
  }

  @Test
  void whatPassesIsWaitedOut() throws IOException {
    List<Sample> samples = new ArrayList<>();
    List<Expected> expected = new ArrayList<>();
    Set<String> facts = new HashSet<>();
    byte[] digest = FactSegment.noDigest();
    for (int i = 0; i < 12; i++) {
      Sample sample = Sample.of(i, 1000 + random.nextInt(400_000));
      samples.add(sample);
      expected.addAll(fill(sample));
      FactSegment segment = vault.storeFacts("laptop", i, digest, sample.facts(), List.of());
      digest = segment.digest();
      facts.add(segment.objectName());
    }
    assertThat(deep(expected, facts)).isEmpty();
    for (Sample sample : samples) {
      assertThat(original(sample)).isEqualTo(sample.original());
      assertThat(vault.preview(sample.id())).isEqualTo(sample.preview());
      assertThat(vault.thumbnail(sample.id())).isEqualTo(sample.thumbnail());
    }
    assertThat(faulty.struck().values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThan(10);
  }

  /** A film whose connection breaks or whose bytes flip isn't fetched from its beginning again. */
  @Test
  void onlyWhatIsBrokenOfAFilmIsFetchedAgain() throws IOException {
    Sample film = Sample.of(1, 12 << 20);
    open(1, EnumSet.of(Fault.FLIPPED));
    faulty.calm();
    Stored stored = vault.storeOriginal(film.id(), film.file(folder));
    for (Fault fault : new Fault[] {Fault.FLIPPED, Fault.RESET, Fault.TRUNCATED}) {
      AtomicLong moved = new AtomicLong();
      FaultyStore breaking = new FaultyStore(directory(), 1, 1, EnumSet.of(fault));
      AccountedStore watched =
          new AccountedStore(
              new PatientStore(breaking), transfer -> moved.addAndGet(transfer.bytes()));
      Vault again = Vault.unlock(watched, vault.keyFile(), PASSPHRASE);
      byte[] fetched =
          readAll(again.openOriginal(film.id(), film.original().length, Reason.Recall.VIEW));
      assertThat(fetched).as(fault.toString()).isEqualTo(film.original());
      assertThat(breaking.struck()).containsKey(fault);
      assertThat(moved.get())
          .as(fault.toString())
          .isBetween(film.original().length + 0L, stored.sealedBytes() * 5 / 4);
    }
  }

  private DirectoryStore directory() throws IOException {
    try (var folders = Files.list(folder)) {
      Path newest =
          folders
              .filter(Files::isDirectory)
              .max(Comparator.comparing(path -> path.toFile().lastModified()))
              .orElseThrow();
      return DirectoryStore.open(newest);
    }
  }

  /** A flip on the way heals by asking again; one where the object lies doesn't, and is named. */
  @Test
  void damageThatStaysIsNamedForWhatItIs() throws IOException {
    Sample sample = Sample.of(1, 200_000);
    Sample other = Sample.of(2, 200_000);
    List<Expected> expected = new ArrayList<>(fill(sample));
    expected.addAll(fill(other));
    Stored damaged = expected.getFirst().stored();
    faulty.flipAtRest(damaged.objectName(), random.nextLong(damaged.sealedBytes()));
    Stored lost = expected.get(3).stored();
    faulty.lose(lost.objectName());
    assertThatThrownBy(() -> original(sample))
        .isInstanceOf(TamperedException.class)
        .hasMessageContaining(sample.id().hex())
        .hasMessageContaining(damaged.objectName());
    assertThatThrownBy(() -> original(other))
        .isInstanceOf(MissingObjectException.class)
        .hasMessageContaining(other.id().hex());
    assertThat(deep(expected, Set.of()))
        .extracting(finding -> finding.fault() + " " + finding.object())
        .containsExactlyInAnyOrder(
            "tampered " + damaged.objectName(), "missing " + lost.objectName());
  }

  @Test
  void aListingOfYesterdayDoesNoHarm() throws IOException {
    List<Expected> before = fill(Sample.of(1, 1000));
    FactSegment first =
        vault.storeFacts(
            "laptop", 0, FactSegment.noDigest(), Sample.of(1, 1000).facts(), List.of());
    faulty.listsWhatWasThereBefore();
    List<Expected> expected = new ArrayList<>(before);
    expected.addAll(fill(Sample.of(2, 1000)));
    FactSegment second =
        vault.storeFacts("laptop", 1, first.digest(), Sample.of(2, 1000).facts(), List.of());
    Set<String> facts = Set.of(first.objectName(), second.objectName());
    List<Finding> findings = new ArrayList<>();
    vault.verify(expected, facts, Set.of(), findings::add);
    findings.addAll(deep(expected, facts));
    vault.readFacts(
        facts,
        new Visitor<>() {
          @Override
          public void found(FactSegment found) {}

          @Override
          public void damaged(Finding finding) {
            findings.add(finding);
          }
        });
    assertThat(findings).isEmpty();
    assertThat(vault.listing().original(Sample.of(2, 1000).id())).isPresent();
  }

  /** What was removed on purpose and is still listed is no damage; what is missed is. */
  @Test
  void whatIsListedAndGoneIsAFaultOnlyIfSomebodyMissesIt() throws IOException {
    List<Expected> removed = fill(Sample.of(1, 1000));
    List<Expected> missed = fill(Sample.of(2, 1000));
    faulty.listsWhatWasThereBefore();
    PatientStore store = new PatientStore(faulty);
    for (Expected one : removed) {
      store.delete(one.stored().objectName());
    }
    store.delete(missed.get(1).stored().objectName());
    assertThat(deep(List.of(), Set.of()))
        .containsExactly(
            new Finding.Missing(
                Kind.COPIES,
                missed.get(1).stored().objectName(),
                Optional.of(missed.get(1).photo())));
    assertThat(deep(missed, Set.of())).extracting(Finding::fault).containsExactly("missing");
    List<Finding> damages = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    vault.readEntries(
        vault.listing().entries(Set.of()),
        new Visitor<>() {
          @Override
          public void found(Entry found) {
            entries.add(found);
          }

          @Override
          public void damaged(Finding finding) {
            damages.add(finding);
          }
        });
    assertThat(entries).hasSize(1);
    assertThat(damages).isEmpty();
  }

  /** Another device's segment that no listing shows is found by what the next one names. */
  @Test
  void aSegmentThatIsNotListedIsNotWithheld() throws IOException {
    Sample sample = Sample.of(1, 1000);
    FactSegment first =
        vault.storeFacts("phone", 0, FactSegment.noDigest(), sample.facts(), List.of());
    faulty.listsWhatWasThereBefore();
    FactSegment second = vault.storeFacts("phone", 1, first.digest(), List.of(), List.of());
    FactSegment third = vault.storeFacts("phone", 2, second.digest(), sample.facts(), List.of());
    assertThat(deep(List.of(), Set.of(third.objectName()))).isEmpty();
  }

  /** The answer to the key file that was written is lost: it is still this vault's. */
  @Test
  void aVaultIsMadeThoughTheAnswerIsLost() throws IOException {
    for (int i = 0; i < 5; i++) {
      open(1, EnumSet.of(Fault.ANSWER_LOST));
      assertThat(faulty.struck()).containsKey(Fault.ANSWER_LOST);
      faulty.calm();
      assertThat(Vault.open(new AccountedStore(faulty, transfer -> {}), PASSPHRASE).keyFile())
          .isEqualTo(vault.keyFile());
    }
  }

  @Test
  void factsAreStoredAgainOnlyIfTheyAreWhatTheSegmentHeld() throws IOException {
    Sample sample = Sample.of(1, 1000);
    FactSegment first =
        vault.storeFacts("laptop", 0, FactSegment.noDigest(), sample.facts(), List.of());
    faulty.lose(first.objectName());
    assertThat(
            vault.storeFactsAgain(
                first.objectName(), "laptop", 0, FactSegment.noDigest(), List.of(), List.of()))
        .isFalse();
    assertThat(deep(List.of(), Set.of(first.objectName()))).hasSize(1);
    assertThat(
            vault.storeFactsAgain(
                first.objectName(), "laptop", 0, FactSegment.noDigest(), sample.facts(), List.of()))
        .isTrue();
    assertThat(deep(List.of(), Set.of(first.objectName()))).isEmpty();
  }

  @Test
  void aBrokenKeyFileIsReplacedAndAnothersIsNot() throws IOException {
    faulty.calm();
    faulty.flipAtRest("key", 50);
    assertThat(deep(List.of(), Set.of())).extracting(Finding::fault).containsExactly("tampered");
    assertThat(vault.storeKeyFileAgain()).isTrue();
    faulty.lose("key");
    assertThat(vault.storeKeyFileAgain()).isTrue();
    assertThat(deep(List.of(), Set.of())).isEmpty();
    Vault mine = vault;
    FaultyStore here = faulty;
    open(0, Set.of());
    here.put("key", Content.of(vault.keyFile()));
    assertThat(mine.storeKeyFileAgain()).isFalse();
    assertThat(readAll(here.get("key"))).isEqualTo(vault.keyFile());
  }
}
