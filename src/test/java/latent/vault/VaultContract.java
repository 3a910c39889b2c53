package latent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import latent.Seed;
import latent.crypto.PassphraseCost;
import latent.photo.Features;
import latent.photo.ModelName;
import latent.photo.PhotoId;
import latent.photo.Reason;
import latent.store.AccountedStore;
import latent.store.Content;
import latent.store.Direction;
import latent.store.ObjectStore;
import latent.store.Transfer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a vault must do over any store. */
abstract class VaultContract {

  private static final char[] PASSPHRASE = "correct horse battery staple".toCharArray();

  @TempDir Path folder;

  final List<Transfer> transfers = new ArrayList<>();
  private final Random random = Seed.random(getClass().getSimpleName());
  private ObjectStore raw;
  private AccountedStore store;
  private Vault vault;

  /** A store with nothing in it. */
  abstract ObjectStore emptyStore() throws Exception;

  @BeforeEach
  void createVault() throws Exception {
    raw = emptyStore();
    store = new AccountedStore(raw, this::keep);
    vault = Vault.create(store, PASSPHRASE, PassphraseCost.LEAST);
    transfers.clear();
  }

  private synchronized void keep(Transfer transfer) {
    transfers.add(transfer);
  }

  /** Stores all of a sample, in order. */
  private List<Expected> fill(Sample sample) throws IOException {
    PhotoId id = sample.id();
    Stored original = vault.storeOriginal(id, sample.file(folder));
    Stored copies = vault.storeCopies(id, sample.preview(), sample.thumbnail());
    Stored entry = vault.storeFeatures(sample.photo(), Optional.empty(), sample.features());
    return List.of(new Expected(id, original), new Expected(id, copies), new Expected(id, entry));
  }

  static byte[] readAll(InputStream stream) throws IOException {
    try (stream) {
      return stream.readAllBytes();
    }
  }

  private byte[] rawBytes(String name) throws IOException {
    return readAll(raw.get(name));
  }

  private Set<String> rawNames() throws IOException {
    Set<String> names = new HashSet<>();
    raw.list("", object -> names.add(object.name()));
    return names;
  }

  private List<Finding> shallow(List<Expected> expected) throws IOException {
    List<Finding> findings = new ArrayList<>();
    vault.verify(expected, findings::add);
    return findings;
  }

  private List<Finding> deep(List<Expected> expected) throws IOException {
    List<Finding> findings = new ArrayList<>();
    vault.verifyDeep(expected, findings::add);
    return findings;
  }

  private static final class Collected<T> implements Visitor<T> {
    final List<T> found = new ArrayList<>();
    final List<Finding> damaged = new ArrayList<>();

    @Override
    public void found(T one) {
      found.add(one);
    }

    @Override
    public void damaged(Finding finding) {
      damaged.add(finding);
    }
  }

  @Test
  void keepsAndGivesBackAllOfAPhoto() throws IOException {
    Sample sample = Sample.of(1, 300_000);
    fill(sample);
    try (Vault again = Vault.open(store, PASSPHRASE)) {
      byte[] original =
          readAll(again.openOriginal(sample.id(), sample.original().length, Reason.Recall.VIEW));
      assertThat(original).isEqualTo(sample.original());
      assertThat(again.preview(sample.id())).isEqualTo(sample.preview());
      assertThat(again.thumbnail(sample.id())).isEqualTo(sample.thumbnail());
      Collected<Entry> entries = new Collected<>();
      again.readEntries(again.listing().entries(Set.of()), entries);
      assertThat(entries.damaged).isEmpty();
      assertThat(entries.found).hasSize(1);
      assertThat(entries.found.getFirst().photo()).isEqualTo(sample.photo());
      assertThat(entries.found.getFirst().features()).contains(sample.features());
      assertThat(entries.found.getFirst().unreadable()).isEmpty();
    }
  }

  @Test
  void keepsOriginalsOfEverySizeAndTheirRangesEqualSlices() throws IOException {
    int[] sizes = {0, 1, 65_520, 65_521, 131_072, random.nextInt(2_000_000)};
    for (int size : sizes) {
      Sample sample = Sample.of(size, size);
      vault.storeOriginal(sample.id(), sample.file(folder));
      assertThat(readAll(vault.openOriginal(sample.id(), size, Reason.Recall.ANALYSE)))
          .isEqualTo(sample.original());
      for (int i = 0; size > 0 && i < 10; i++) {
        int from = random.nextInt(size);
        int length = 1 + random.nextInt(size - from);
        assertThat(readAll(vault.openOriginal(sample.id(), size, from, length, Reason.Recall.VIEW)))
            .isEqualTo(Arrays.copyOfRange(sample.original(), from, from + length));
      }
    }
  }

  @Test
  void keepsLargeOriginalsInParts() throws IOException {
    Sample sample = Sample.of(5, 40 << 20);
    Stored stored = vault.storeOriginal(sample.id(), sample.file(folder));
    assertThat(vault.holdsOriginal(sample.id(), stored)).isEqualTo(Holding.HELD);
    assertThat(
            readAll(vault.openOriginal(sample.id(), sample.original().length, Reason.Recall.VIEW)))
        .isEqualTo(sample.original());
  }

  @Test
  void keepsThumbnailsTooLargeForTheFirstSegment() throws IOException {
    PhotoId id = PhotoId.of(new byte[1]);
    byte[] thumbnail = new byte[200_000];
    random.nextBytes(thumbnail);
    vault.storeCopies(id, new byte[] {1, 2, 3}, thumbnail);
    assertThat(vault.thumbnail(id)).isEqualTo(thumbnail);
    assertThat(vault.preview(id)).containsExactly(1, 2, 3);
  }

  @Test
  void keepsPhotosWithoutFeatures() throws IOException {
    Sample sample = Sample.of(2, 1000);
    vault.storeFeatures(sample.photo(), Optional.of("the file ends early"), null);
    Collected<Entry> entries = new Collected<>();
    vault.readEntries(vault.listing().entries(Set.of()), entries);
    assertThat(entries.found).hasSize(1);
    assertThat(entries.found.getFirst().unreadable()).contains("the file ends early");
    assertThat(entries.found.getFirst().features()).isEmpty();
  }

  @Test
  void readsOnlyEntriesThatAreNotKnown() throws IOException {
    List<Expected> first = fill(Sample.of(1, 1000));
    fill(Sample.of(2, 1000));
    Collected<Entry> entries = new Collected<>();
    vault.readEntries(
        vault.listing().entries(Set.of(first.getLast().stored().objectName())), entries);
    assertThat(entries.found).extracting(Entry::photo).containsExactly(Sample.of(2, 1000).photo());
  }

  @Test
  void featuresOfAnotherModelStandBesideThose() throws IOException {
    Sample sample = Sample.of(1, 1000);
    Features features = sample.features();
    vault.storeFeatures(sample.photo(), Optional.empty(), features);
    vault.storeFeatures(
        sample.photo(),
        Optional.empty(),
        new Features(
            features.photo(),
            features.detector(),
            new ModelName("another", "1"),
            features.source(),
            features.faces()));
    Collected<Entry> entries = new Collected<>();
    vault.readEntries(vault.listing().entries(Set.of()), entries);
    assertThat(entries.found).hasSize(2);
  }

  @Test
  void keepsFactsInChains() throws IOException {
    Sample sample = Sample.of(1, 1000);
    FactSegment first =
        vault.storeFacts("laptop", 0, FactSegment.noDigest(), sample.facts(), List.of());
    FactSegment second = vault.storeFacts("laptop", 1, first.digest(), sample.facts(), List.of());
    FactSegment other = vault.storeFacts("phone", 0, FactSegment.noDigest(), List.of(), List.of());
    Collected<FactSegment> segments = new Collected<>();
    vault.readFacts(Set.of(), segments);
    assertThat(segments.found).containsExactlyInAnyOrder(first, second, other);
    assertThat(FactChain.faults(segments.found)).isEmpty();
    Collected<FactSegment> fresh = new Collected<>();
    vault.readFacts(Set.of(first.objectName(), other.objectName()), fresh);
    assertThat(fresh.found).containsExactly(second);
    assertThat(fresh.damaged).isEmpty();
  }

  @Test
  void aWithheldSegmentOfFactsIsNoticed() throws IOException {
    Sample sample = Sample.of(1, 1000);
    FactSegment first =
        vault.storeFacts("laptop", 0, FactSegment.noDigest(), sample.facts(), List.of());
    FactSegment second = vault.storeFacts("laptop", 1, first.digest(), sample.facts(), List.of());
    FactSegment third = vault.storeFacts("laptop", 2, second.digest(), sample.facts(), List.of());
    raw.delete(second.objectName());
    assertThat(deep(List.of()))
        .containsExactly(new Finding.Withheld(third.objectName(), "laptop", 1));
    Collected<FactSegment> known = new Collected<>();
    vault.readFacts(Set.of(second.objectName()), known);
    assertThat(known.damaged)
        .containsExactly(new Finding.Missing(Kind.FACTS, second.objectName(), Optional.empty()));
  }

  @Test
  void aForkOfFactsIsNoticedAndBothSidesCount() throws IOException {
    Sample sample = Sample.of(1, 1000);
    FactSegment first =
        vault.storeFacts("laptop", 0, FactSegment.noDigest(), sample.facts(), List.of());
    vault.storeFacts("laptop", 1, first.digest(), sample.facts(), List.of());
    vault.storeFacts("laptop", 1, first.digest(), List.of(), List.of());
    Collected<FactSegment> all = new Collected<>();
    vault.readFacts(Set.of(), all);
    assertThat(all.found).hasSize(3);
    assertThat(FactChain.faults(all.found)).extracting(Finding::fault).containsExactly("forked");
  }

  @Test
  void storingTheSameFactsAgainChangesNothing() throws IOException {
    Sample sample = Sample.of(1, 1000);
    FactSegment once =
        vault.storeFacts("laptop", 0, FactSegment.noDigest(), sample.facts(), List.of());
    FactSegment again =
        vault.storeFacts("laptop", 0, FactSegment.noDigest(), sample.facts(), List.of());
    assertThat(again).isEqualTo(once);
    assertThat(rawNames()).containsExactlyInAnyOrder("key", once.objectName());
  }

  @Test
  void aWrongPassphraseIsCalledThat() {
    assertThatThrownBy(() -> Vault.open(store, "wrong".toCharArray()))
        .isInstanceOf(WrongPassphraseException.class);
    assertThatThrownBy(() -> Vault.unlock(store, vault.keyFile(), "wrong".toCharArray()))
        .isInstanceOf(WrongPassphraseException.class);
  }

  @Test
  void unlockingAsksTheStoreNothing() throws IOException {
    Vault.unlock(store, vault.keyFile(), PASSPHRASE);
    assertThat(transfers).isEmpty();
  }

  private static final char[] FRESH = "a better one".toCharArray();

  @Test
  void anotherPassphraseRewrapsTheKeyAndTouchesNothingElse() throws IOException {
    Sample sample = Sample.of(1, 1000);
    fill(sample);
    Map<String, byte[]> before = new HashMap<>();
    for (String name : rawNames()) {
      before.put(name, rawBytes(name));
    }
    transfers.clear();
    byte[] keyFile = Vault.changePassphrase(store, PASSPHRASE, FRESH, PassphraseCost.LEAST);
    assertThat(transfers).filteredOn(each -> each.direction() == Direction.UP).hasSize(1);
    assertThat(rawBytes("key")).isEqualTo(keyFile);
    assertThat(rawNames()).isEqualTo(before.keySet());
    for (String name : rawNames()) {
      if (!name.equals("key")) {
        assertThat(rawBytes(name)).isEqualTo(before.get(name));
      }
    }
    assertThatThrownBy(() -> Vault.open(store, PASSPHRASE))
        .isInstanceOf(WrongPassphraseException.class);
    try (Vault again = Vault.open(store, FRESH)) {
      assertThat(again.preview(sample.id())).isEqualTo(sample.preview());
    }
  }

  @Test
  void withAWrongPassphraseNothingIsRewrapped() throws IOException {
    byte[] before = rawBytes("key");
    assertThatThrownBy(
            () -> Vault.changePassphrase(store, "wrong".toCharArray(), FRESH, PassphraseCost.LEAST))
        .isInstanceOf(WrongPassphraseException.class);
    assertThat(rawBytes("key")).isEqualTo(before);
  }

  /** An old copy opens with the old passphrase; with the new one, the store's key file does. */
  @Test
  void aDeviceWithAnOldCopyOfTheKeyFileOpensWithEither() throws IOException {
    byte[] copy = vault.keyFile();
    byte[] changed = Vault.changePassphrase(store, PASSPHRASE, FRESH, PassphraseCost.LEAST);
    assertThat(Vault.open(store, copy, PASSPHRASE).keyFile()).isEqualTo(copy);
    assertThat(Vault.open(store, copy, FRESH).keyFile()).isEqualTo(changed);
    assertThatThrownBy(() -> Vault.open(store, copy, "neither".toCharArray()))
        .isInstanceOf(WrongPassphraseException.class);
    List<Finding> findings = new ArrayList<>();
    try (Vault old = Vault.unlock(store, copy, PASSPHRASE)) {
      old.verifyDeep(List.of(), findings::add);
    }
    assertThat(findings).extracting(Finding::fault).containsExactly("rekeyed");
  }

  @Test
  void theRecoveryKeyOpensWithoutThePassphraseAndLetsChooseANewOne() throws IOException {
    Sample sample = Sample.of(1, 1000);
    fill(sample);
    char[] recoveryKey = Vault.makeRecoveryKey(store, PASSPHRASE);
    assertThat(new String(recoveryKey)).doesNotContain(new String(PASSPHRASE));
    try (Vault recovered = Vault.recover(store, recoveryKey)) {
      assertThat(recovered.preview(sample.id())).isEqualTo(sample.preview());
      assertThat(recovered.keyFile()).isEqualTo(rawBytes("key"));
    }
    Vault.changePassphraseByRecoveryKey(store, recoveryKey, FRESH, PassphraseCost.LEAST);
    try (Vault again = Vault.open(store, FRESH)) {
      assertThat(again.preview(sample.id())).isEqualTo(sample.preview());
    }
    Vault.recover(store, recoveryKey).close();
    assertThat(deep(List.of())).extracting(Finding::fault).containsExactly("rekeyed");
  }

  @Test
  void aNewRecoveryKeyTakesThePlaceOfTheFormer() throws IOException {
    char[] former = Vault.makeRecoveryKey(store, PASSPHRASE);
    char[] present = Vault.makeRecoveryKey(store, PASSPHRASE);
    assertThatThrownBy(() -> Vault.recover(store, former))
        .isInstanceOf(WrongPassphraseException.class)
        .hasMessageContaining("newer one");
    Vault.recover(store, present).close();
  }

  @Test
  void withoutARecoveryKeyAndWithADamagedOneThatIsSaid() throws IOException {
    char[] recoveryKey = Vault.makeRecoveryKey(store, PASSPHRASE);
    byte[] file = rawBytes("recovery");
    file[60] ^= 1;
    raw.put("recovery", Content.of(file));
    assertThatThrownBy(() -> Vault.recover(store, recoveryKey))
        .isInstanceOf(TamperedException.class);
    assertThat(deep(List.of())).extracting(Finding::fault).containsExactly("tampered");
    raw.delete("recovery");
    assertThatThrownBy(() -> Vault.recover(store, recoveryKey))
        .isInstanceOf(NoVaultException.class)
        .hasMessageContaining("no recovery key");
    assertThat(deep(List.of())).isEmpty();
  }

  @Test
  void aStoreWithoutAKeyFileHasNoVault() throws IOException {
    vault.check();
    raw.delete("key");
    assertThatThrownBy(() -> Vault.open(store, PASSPHRASE)).isInstanceOf(NoVaultException.class);
    assertThatThrownBy(() -> vault.check()).isInstanceOf(NoVaultException.class);
  }

  @Test
  void aDamagedKeyFileIsNotCalledAWrongPassphrase() throws IOException {
    byte[] file = rawBytes("key");
    file[50] ^= 1;
    raw.put("key", Content.of(file));
    assertThatThrownBy(() -> Vault.open(store, PASSPHRASE))
        .isInstanceOf(TamperedException.class)
        .hasMessageContaining("key file");
  }

  @Test
  void aSecondVaultIsNotMadeOverTheFirst() throws IOException {
    byte[] key = rawBytes("key");
    assertThatThrownBy(() -> Vault.create(store, PASSPHRASE, PassphraseCost.LEAST))
        .isInstanceOf(VaultExistsException.class);
    assertThat(rawBytes("key")).isEqualTo(key);
    fill(Sample.of(1, 1000));
    raw.delete("key");
    assertThatThrownBy(() -> Vault.create(store, PASSPHRASE, PassphraseCost.LEAST))
        .isInstanceOf(VaultExistsException.class);
    assertThat(rawNames()).doesNotContain("key");
  }

  @Test
  void ofTwoWhoMakeAVaultInTheSameMomentOneSucceeds() throws Exception {
    AccountedStore contested = new AccountedStore(emptyStore(), transfer -> {});
    List<Vault> made = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
      List<Future<Vault>> attempts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        attempts.add(
            workers.submit(() -> Vault.create(contested, PASSPHRASE, PassphraseCost.LEAST)));
      }
      for (Future<Vault> attempt : attempts) {
        try {
          made.add(attempt.get());
        } catch (ExecutionException refused) {
          assertThat(refused).hasCauseInstanceOf(VaultExistsException.class);
        }
      }
    }
    assertThat(made).hasSize(1);
    assertThat(Vault.open(contested, PASSPHRASE).keyFile()).isEqualTo(made.getFirst().keyFile());
  }

  @Test
  void aFileThatIsNotThePhotoIsNotStored() throws IOException {
    Sample sample = Sample.of(1, 200_000);
    for (int length : new int[] {0, 199_999, 200_000, 200_001}) {
      byte[] changed = Arrays.copyOf(sample.original(), length);
      if (length == 200_000) {
        changed[random.nextInt(length)] ^= 1;
      }
      Path file = Files.write(folder.resolve("changed"), changed);
      assertThatThrownBy(() -> vault.storeOriginal(sample.id(), file))
          .isInstanceOf(ChangedOriginalException.class)
          .hasMessageContaining(sample.id().hex());
    }
    assertThat(rawNames()).containsExactly("key");
  }

  @Test
  void knowsWhetherTheStoreHoldsAnOriginal() throws IOException {
    Sample sample = Sample.of(1, 5000);
    Stored stored = vault.storeOriginal(sample.id(), sample.file(folder));
    assertThat(vault.holdsOriginal(sample.id(), stored)).isEqualTo(Holding.HELD);
    byte[] sealed = rawBytes(stored.objectName());
    raw.put(stored.objectName(), Content.of(Arrays.copyOf(sealed, sealed.length - 1)));
    assertThat(vault.holdsOriginal(sample.id(), stored)).isEqualTo(Holding.DIFFERENT);
    raw.delete(stored.objectName());
    assertThat(vault.holdsOriginal(sample.id(), stored)).isEqualTo(Holding.MISSING);
  }

  @Test
  void anAlteredOriginalOfTheSameSizeIsNotHeld() throws IOException {
    Sample sample = Sample.of(1, 150_000);
    Stored stored = vault.storeOriginal(sample.id(), sample.file(folder));
    byte[] sealed = rawBytes(stored.objectName());
    sealed[sealed.length / 2] ^= 1;
    raw.put(stored.objectName(), Content.of(sealed));
    assertThat(vault.holdsOriginal(sample.id(), stored)).isEqualTo(Holding.DIFFERENT);
    Stored listed = vault.listing().original(sample.id()).orElseThrow();
    assertThat(vault.holdsOriginal(sample.id(), listed)).isEqualTo(Holding.DIFFERENT);
  }

  /** Another device has sealed the same original again. */
  @Test
  void anotherSealingOfTheSameOriginalIsHeld() throws IOException {
    Sample sample = Sample.of(1, 5000);
    Stored stored = vault.storeOriginal(sample.id(), sample.file(folder));
    vault.storeOriginal(sample.id(), sample.file(folder));
    assertThat(vault.holdsOriginal(sample.id(), stored)).isEqualTo(Holding.HELD);
    Stored listed = vault.listing().original(sample.id()).orElseThrow();
    assertThat(vault.holdsOriginal(sample.id(), listed)).isEqualTo(Holding.HELD);
  }

  @Test
  void whatIsMissingIsNamedWithItsPhoto() throws IOException {
    PhotoId id = Sample.of(1, 1000).id();
    assertThatThrownBy(() -> readAll(vault.openOriginal(id, 1000, Reason.Recall.VIEW)))
        .isInstanceOf(MissingObjectException.class)
        .hasMessageContaining("The original of photo " + id)
        .hasMessageContaining("missing");
    assertThatThrownBy(() -> vault.preview(id)).isInstanceOf(MissingObjectException.class);
    assertThatThrownBy(() -> vault.thumbnail(id)).isInstanceOf(MissingObjectException.class);
    assertThatThrownBy(
            () -> readAll(vault.openOriginal(id, 900_000, 800_000, 5, Reason.Recall.VIEW)))
        .isInstanceOf(MissingObjectException.class);
  }

  @Test
  void everyFlippedByteIsFoundByOpeningAndByDeepVerification() throws IOException {
    Sample sample = Sample.of(1, 150_000);
    List<Expected> expected = new ArrayList<>(fill(sample));
    FactSegment facts =
        vault.storeFacts("laptop", 0, FactSegment.noDigest(), sample.facts(), List.of());
    assertThat(deep(expected)).isEmpty();
    for (String name : rawNames()) {
      byte[] sealed = rawBytes(name);
      for (int i = 0; i < 3; i++) {
        byte[] flipped = sealed.clone();
        flipped[random.nextInt(sealed.length)] ^= (byte) (1 + random.nextInt(255));
        raw.put(name, Content.of(flipped));
        assertThat(shallow(expected)).isEmpty();
        List<Finding> findings = deep(expected);
        assertThat(findings).as(name).hasSize(1);
        assertThat(findings.getFirst().fault()).isEqualTo("tampered");
        assertThat(findings.getFirst().object()).isEqualTo(name);
        boolean ofThePhoto = !name.equals("key") && !name.equals(facts.objectName());
        assertThat(findings.getFirst().photo())
            .isEqualTo(ofThePhoto ? Optional.of(sample.id()) : Optional.empty());
      }
      raw.put(name, Content.of(sealed));
    }
    assertThat(deep(expected)).isEmpty();
  }

  @Test
  void aTamperedOriginalNeverComesOutWhole() throws IOException {
    Sample sample = Sample.of(1, 400_000);
    Stored stored = vault.storeOriginal(sample.id(), sample.file(folder));
    byte[] sealed = rawBytes(stored.objectName());
    for (int i = 0; i < 10; i++) {
      byte[] flipped = sealed.clone();
      flipped[random.nextInt(400_000)] ^= 1;
      raw.put(stored.objectName(), Content.of(flipped));
      assertThatThrownBy(
              () -> readAll(vault.openOriginal(sample.id(), 400_000, Reason.Recall.VIEW)))
          .isInstanceOf(TamperedException.class)
          .hasMessageContaining(sample.id().hex())
          .hasMessageContaining(stored.objectName())
          .hasMessageContaining("can be uploaded again");
    }
  }

  @Test
  void eachFaultIsNamedForWhatItIs() throws IOException {
    List<Expected> expected = fill(Sample.of(1, 200_000));
    Expected original = expected.getFirst();
    String name = original.stored().objectName();
    byte[] sealed = rawBytes(name);

    raw.put(name, Content.of(Arrays.copyOf(sealed, sealed.length / 2)));
    assertThat(shallow(expected)).extracting(Finding::fault).containsExactly("truncated");
    assertThat(deep(List.of())).extracting(Finding::fault).containsExactly("truncated");

    raw.put(name, Content.of(Arrays.copyOf(sealed, sealed.length + 10)));
    assertThat(shallow(expected)).extracting(Finding::fault).containsExactly("extended");
    assertThat(deep(List.of())).extracting(Finding::fault).containsExactly("extended");

    raw.delete(name);
    Finding missing = new Finding.Missing(Kind.ORIGINAL, name, Optional.of(original.photo()));
    assertThat(shallow(expected)).containsExactly(missing);
    assertThat(deep(expected)).containsExactly(missing);
    assertThat(deep(List.of())).containsExactly(missing);

    raw.put(name, Content.of(sealed));
    raw.put("notes.txt", Content.of(new byte[10]));
    assertThat(shallow(expected)).containsExactly(new Finding.Foreign("notes.txt"));

    raw.delete("notes.txt");
    raw.delete("key");
    assertThat(shallow(expected)).extracting(Finding::sentence).first().asString().contains("key");
  }

  @Test
  void anObjectPutInAnothersPlaceIsNoticed() throws IOException {
    Expected first = fill(Sample.of(1, 10_000)).getFirst();
    Expected second = fill(Sample.of(2, 10_000)).getFirst();
    byte[] one = rawBytes(first.stored().objectName());
    byte[] two = rawBytes(second.stored().objectName());
    raw.put(first.stored().objectName(), Content.of(two));
    raw.put(second.stored().objectName(), Content.of(one));
    assertThat(deep(List.of(first, second)))
        .extracting(Finding::fault)
        .containsExactly("tampered", "tampered");
    assertThatThrownBy(() -> readAll(vault.openOriginal(first.photo(), 10_000, Reason.Recall.VIEW)))
        .isInstanceOf(TamperedException.class);
  }

  @Test
  void aDamagedEntryDoesNotHideTheOthers() throws IOException {
    String damaged = fill(Sample.of(1, 1000)).getLast().stored().objectName();
    fill(Sample.of(2, 1000));
    raw.put(damaged, Content.of(new byte[100]));
    Collected<Entry> entries = new Collected<>();
    vault.readEntries(vault.listing().entries(Set.of()), entries);
    assertThat(entries.found).hasSize(1);
    assertThat(entries.damaged).extracting(Finding::object).containsExactly(damaged);
  }

  @Test
  void anOriginalStoredAgainCanStillBeReadInRanges() throws IOException {
    Sample sample = Sample.of(1, 500_000);
    vault.storeOriginal(sample.id(), sample.file(folder));
    for (int i = 0; i < 2; i++) {
      assertThat(readAll(vault.openOriginal(sample.id(), 500_000, 300_000, 10, Reason.Recall.VIEW)))
          .isEqualTo(Arrays.copyOfRange(sample.original(), 300_000, 300_010));
      vault.storeOriginal(sample.id(), sample.file(folder));
    }
  }

  @Test
  void theFirstBytesCanBeReadBeforeTheLastAreFetched() throws IOException {
    Sample sample = Sample.of(1, 16 << 20);
    vault.storeOriginal(sample.id(), sample.file(folder));
    long[] moved = {0};
    AccountedStore metered = store.metered((direction, bytes) -> moved[0] += bytes);
    Vault watched = Vault.unlock(metered, vault.keyFile(), PASSPHRASE);
    try (InputStream in =
        watched.openOriginal(sample.id(), sample.original().length, Reason.Recall.VIEW)) {
      assertThat(in.readNBytes(1000)).isEqualTo(Arrays.copyOf(sample.original(), 1000));
      assertThat(moved[0]).isLessThan(1 << 20);
    }
    assertThat(moved[0]).isLessThan(1 << 20);
  }

  @Test
  void everyByteIsAccountedForUnderItsReason() throws IOException {
    Sample sample = Sample.of(1, 300_000);
    List<Expected> stored = fill(sample);
    assertThat(transfers)
        .containsExactly(
            up("upload", stored.get(0).stored().sealedBytes()),
            up("preview", stored.get(1).stored().sealedBytes()),
            up("features", stored.get(2).stored().sealedBytes()));
    transfers.clear();
    readAll(vault.openOriginal(sample.id(), 300_000, Reason.Recall.VIEW));
    assertThat(transfers).containsExactly(down("view", 40 + 300_016 + 5 * 16 + paddingFetched()));
    transfers.clear();
    readAll(vault.openOriginal(sample.id(), 300_000, 200_000, 10, Reason.Recall.ANALYSE));
    assertThat(transfers).containsExactly(down("analyse", 65_552));
    transfers.clear();
    vault.preview(sample.id());
    vault.thumbnail(sample.id());
    assertThat(transfers)
        .containsExactly(
            down("preview", stored.get(1).stored().sealedBytes()), down("preview", 65_592));
    transfers.clear();
    FactSegment facts =
        vault.storeFacts("laptop", 0, FactSegment.noDigest(), sample.facts(), List.of());
    assertThat(transfers).containsExactly(up("facts", rawBytes(facts.objectName()).length));
    transfers.clear();
    Stored original = stored.getFirst().stored();
    vault.holdsOriginal(sample.id(), original);
    List<Transfer> readBack = List.of(down("verify", original.sealedBytes()));
    assertThat(transfers).isEqualTo(original.tag().isEmpty() ? readBack : List.of());
  }

  /** 300,016 bytes of plaintext are padded to 303,104, in the segment that is fetched anyway. */
  private static long paddingFetched() {
    return 303_104 - 300_016;
  }

  private static Transfer up(String purpose, long bytes) {
    return new Transfer(Direction.UP, purpose, 1, bytes);
  }

  private static Transfer down(String purpose, long bytes) {
    return new Transfer(Direction.DOWN, purpose, 1, bytes);
  }

  @Test
  void knowsHowMuchOfEachKindLiesInTheStore() throws IOException {
    List<Expected> stored = fill(Sample.of(1, 1000));
    fill(Sample.of(2, 1000));
    Map<Kind, Size> sizes = vault.sizes();
    assertThat(sizes.get(Kind.KEY)).isEqualTo(new Size(1, 96));
    assertThat(sizes.get(Kind.ORIGINAL))
        .isEqualTo(new Size(2, 2 * stored.getFirst().stored().sealedBytes()));
    assertThat(sizes.get(Kind.FACTS)).isEqualTo(new Size(0, 0));
  }

  @Test
  void nothingInTheStoreTellsWhatItIs() throws IOException {
    List<byte[]> tells = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Sample sample = Sample.of(i, 1000 + 5000 * i);
      fill(sample);
      vault.storeFacts("the laptop in the kitchen", i, new byte[32], sample.facts(), List.of());
      tells.add(Arrays.copyOf(sample.original(), 12));
      tells.add(Arrays.copyOfRange(sample.original(), 500, 516));
      tells.add(Arrays.copyOfRange(sample.preview(), 500, 516));
      tells.add(Arrays.copyOfRange(sample.thumbnail(), 500, 516));
      tells.add(Arrays.copyOf(sample.id().digest(), 6));
      tells.add(text(sample.id().hex().substring(0, 12)));
    }
    for (String word :
        new String[] {
          Sample.FILE_NAME,
          Sample.PERSON,
          "kitchen",
          Sample.DETECTOR.name(),
          "\"JPEG\"",
          "Leica",
          "\"says\"",
          "\"named\""
        }) {
      tells.add(text(word));
    }
    Set<String> names = rawNames();
    assertThat(names).hasSize(81);
    for (String name : names) {
      byte[] object = rawBytes(name);
      for (byte[] tell : tells) {
        assertThat(holds(object, tell)).as("%s holds a tell", name).isFalse();
        assertThat(holds(text(name), tell)).as("%s is a tell", name).isFalse();
      }
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean holds(byte[] object, byte[] tell) {
    for (int at = 0; at + tell.length <= object.length; at++) {
      if (Arrays.equals(object, at, at + tell.length, tell, 0, tell.length)) {
        return true;
      }
    }
    return false;
  }
}
