package latent.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import latent.crypto.ContentKey;
import latent.crypto.KeyFile;
import latent.crypto.MasterKey;
import latent.crypto.NameKey;
import latent.crypto.Padding;
import latent.crypto.PassphraseCost;
import latent.crypto.RecoveryKey;
import latent.crypto.SealedRange;
import latent.crypto.Unlocking;
import latent.photo.Fact;
import latent.photo.Features;
import latent.photo.MalformedException;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.Reason;
import latent.store.AccountedStore;
import latent.store.Content;
import latent.store.ObjectExistsException;
import latent.store.ObjectInfo;
import latent.store.ObjectMissingException;
import latent.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * A library's sealed part in a store, unlocked: what goes in is sealed, what comes out is checked.
 * The format, and what is accounted for under which reason, is specified in the package.
 *
 * <p>Safe for use by many threads. Every method that reaches for the store may throw {@link
 * VaultUnavailableException}; every method that reads may throw {@link MissingObjectException} or
 * {@link TamperedException}, whose messages say which object and photo it is and what to do.
 */
public final class Vault implements AutoCloseable {

  private static final String KEY = Kind.KEY.prefix();
  private static final String RECOVERY = Kind.RECOVERY.prefix();

  /** The bytes at a key file's beginning that say its form. */
  private static final int FORM = 6;

  private final AccountedStore store;
  private final byte[] keyFile;
  private final NameKey nameKey;
  private final ContentKey contentKey;
  private final Names names;
  private final SealedObjects objects;
  private final Reading reading;

  private Vault(AccountedStore store, byte[] keyFile, MasterKey master) {
    this.store = store;
    this.keyFile = keyFile;
    this.nameKey = master.nameKey();
    this.contentKey = master.contentKey();
    this.names = new Names(nameKey);
    this.objects = new SealedObjects(store, contentKey);
    this.reading = new Reading(store, objects, names);
  }

  /**
   * Makes a new vault in a store that has none. The vault takes the store over.
   *
   * @throws VaultExistsException if there is one, or a part of one
   */
  public static Vault create(AccountedStore store, char[] passphrase) throws IOException {
    return create(store, passphrase, PassphraseCost.RECOMMENDED);
  }

  static Vault create(AccountedStore store, char[] passphrase, PassphraseCost cost)
      throws IOException {
    try (MasterKey master = MasterKey.fresh()) {
      store.forPurpose(Reason.VERIFY.label()).check();
      requireNoVault(store);
      byte[] keyFile = KeyFile.seal(master, passphrase, cost);
      requireOurs(store, keyFile, putKeyFile(store, keyFile));
      return new Vault(store, keyFile, master);
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }

  /** Answers why it was refused, or null: it may be ours that lies there, its answer lost. */
  private static @Nullable ObjectExistsException putKeyFile(AccountedStore store, byte[] keyFile)
      throws IOException {
    try {
      store.forPurpose(Reason.UPLOAD.label()).putNew(KEY, Content.of(keyFile));
      return null;
    } catch (ObjectExistsException refused) {
      return refused;
    }
  }

  private static void requireOurs(
      AccountedStore store, byte[] keyFile, @Nullable ObjectExistsException refused)
      throws IOException {
    for (int look = 1; look <= SecondLook.LOOKS; look++) {
      if (Arrays.equals(fetchKeyFile(store), keyFile)) {
        return;
      }
    }
    throw exists(refused);
  }

  private static void requireNoVault(AccountedStore store) throws IOException {
    for (Kind kind : Kind.values()) {
      store
          .forPurpose(Reason.VERIFY.label())
          .list(
              kind.prefix(),
              object -> {
                if (Kind.of(object.name()).isPresent()) {
                  throw exists(null);
                }
              });
    }
  }

  private static VaultExistsException exists(@Nullable Throwable cause) {
    return new VaultExistsException(
        "This cloud holds a library already, or a part of one; join it, or choose an empty place.",
        cause);
  }

  /**
   * Opens the vault in this store, and takes the store over.
   *
   * @throws NoVaultException if the store has no key file
   * @throws WrongPassphraseException if the key file is whole and doesn't open
   */
  public static Vault open(AccountedStore store, char[] passphrase) throws IOException {
    try {
      return SecondLook.at(() -> unlock(store, fetchKeyFile(store), passphrase));
    } catch (ObjectMissingException missing) {
      throw noVault(missing);
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }

  private static NoVaultException noVault(@Nullable Throwable cause) {
    return new NoVaultException("There is no library in this cloud (no object \"key\").", cause);
  }

  private static byte[] fetchKeyFile(AccountedStore store) throws IOException {
    return fetch(store, KEY);
  }

  private static byte[] fetch(AccountedStore store, String name) throws IOException {
    try (InputStream file =
        store.forPurpose(Reason.VERIFY.label()).get(name, 0, 2 * KeyFile.SIZE)) {
      return file.readAllBytes();
    }
  }

  /**
   * Opens with a copy of the key file, without asking the store anything if that opens. If it
   * doesn't, and the store has another key file, that is tried: the passphrase may have been
   * changed on another device. Whoever keeps the copy then replaces it by {@link #keyFile}.
   *
   * @throws WrongPassphraseException if none opens
   */
  public static Vault open(AccountedStore store, byte[] keyFile, char[] passphrase)
      throws IOException {
    try {
      return unlock(store, keyFile, passphrase);
    } catch (WrongPassphraseException perhapsChanged) {
      byte[] there;
      try {
        there = fetchKeyFile(store);
      } catch (StoreException away) {
        throw perhapsChanged;
      }
      if (Arrays.equals(there, keyFile)) {
        throw perhapsChanged;
      }
      return unlock(store, there, passphrase);
    }
  }

  /**
   * Opens the vault in this store by its recovery key, and takes the store over.
   *
   * @throws NoVaultException if the store has no key file, or none for a recovery key
   * @throws WrongPassphraseException if it is not, or no longer, the vault's recovery key
   */
  public static Vault recover(AccountedStore store, char[] recoveryKey) throws IOException {
    try (MasterKey master = masterByRecoveryKey(store, recoveryKey)) {
      return new Vault(store, fetchKeyFile(store), master);
    } catch (ObjectMissingException missing) {
      throw noVault(missing);
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }

  /**
   * Seals the master key by another passphrase; nothing else in the vault changes. The new key file
   * is opened before it is sent and read back after; until then the old one opens the vault, and
   * from then on it doesn't open this store any more.
   *
   * @return the new key file, for the device to keep a copy
   */
  public static byte[] changePassphrase(AccountedStore store, char[] passphrase, char[] fresh)
      throws IOException {
    return changePassphrase(store, passphrase, fresh, PassphraseCost.RECOMMENDED);
  }

  static byte[] changePassphrase(
      AccountedStore store, char[] passphrase, char[] fresh, PassphraseCost cost)
      throws IOException {
    try (MasterKey master = masterByPassphrase(store, passphrase)) {
      return replaceKeyFile(store, master, fresh, cost);
    }
  }

  /** Does that for somebody who has the recovery key instead of the passphrase. */
  public static byte[] changePassphraseByRecoveryKey(
      AccountedStore store, char[] recoveryKey, char[] fresh) throws IOException {
    return changePassphraseByRecoveryKey(store, recoveryKey, fresh, PassphraseCost.RECOMMENDED);
  }

  static byte[] changePassphraseByRecoveryKey(
      AccountedStore store, char[] recoveryKey, char[] fresh, PassphraseCost cost)
      throws IOException {
    try (MasterKey master = masterByRecoveryKey(store, recoveryKey)) {
      return replaceKeyFile(store, master, fresh, cost);
    }
  }

  /**
   * Makes a recovery key; one that was made before doesn't open this store any more.
   *
   * @return its written form, which the caller shows once and wipes
   */
  public static char[] makeRecoveryKey(AccountedStore store, char[] passphrase) throws IOException {
    try (MasterKey master = masterByPassphrase(store, passphrase);
        RecoveryKey recoveryKey = RecoveryKey.fresh()) {
      byte[] file = KeyFile.seal(master, recoveryKey);
      require(KeyFile.open(file, recoveryKey), master);
      replace(store, RECOVERY, file);
      return recoveryKey.text();
    }
  }

  private static MasterKey masterByPassphrase(AccountedStore store, char[] passphrase)
      throws IOException {
    try {
      return master(
          KeyFile.open(fetchKeyFile(store), passphrase),
          Kind.KEY,
          "The passphrase is not this library's.");
    } catch (ObjectMissingException missing) {
      throw noVault(missing);
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }

  private static MasterKey masterByRecoveryKey(AccountedStore store, char[] text)
      throws IOException {
    try (RecoveryKey recoveryKey = RecoveryKey.read(text)) {
      return master(
          KeyFile.open(fetch(store, RECOVERY), recoveryKey),
          Kind.RECOVERY,
          "This is not this library's recovery key, or a newer one has taken its place.");
    } catch (ObjectMissingException missing) {
      throw new NoVaultException(
          "The library in this cloud has no recovery key (no object \"recovery\").", missing);
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }

  private static MasterKey master(Unlocking unlocking, Kind kind, String wrong) throws IOException {
    return switch (unlocking) {
      case Unlocking.Unlocked(MasterKey master) -> master;
      case Unlocking.WrongPassphrase() -> throw new WrongPassphraseException(wrong, null);
      case Unlocking.Damaged(String detail) ->
          throw ObjectReference.of(kind, kind.prefix()).tampered(detail);
    };
  }

  private static byte[] replaceKeyFile(
      AccountedStore store, MasterKey master, char[] fresh, PassphraseCost cost)
      throws IOException {
    byte[] file = KeyFile.seal(master, fresh, cost);
    require(KeyFile.open(file, fresh), master);
    replace(store, KEY, file);
    return file;
  }

  /** What was just sealed must open, before anything is replaced by it. */
  private static void require(Unlocking unlocking, MasterKey master) {
    if (unlocking instanceof Unlocking.Unlocked(MasterKey opened)) {
      try (opened) {
        if (opened.isSameAs(master)) {
          return;
        }
      }
    }
    throw new IllegalStateException("the new key file doesn't open; the old one is untouched");
  }

  /** Stores replace an object whole or not at all; if one doesn't, the old one is put back. */
  private static void replace(AccountedStore store, String name, byte[] file) throws IOException {
    try {
      byte[] before =
          store.forPurpose(Reason.VERIFY.label()).head(name).isPresent()
              ? fetch(store, name)
              : new byte[0];
      AccountedStore up = store.forPurpose(Reason.UPLOAD.label());
      up.put(name, Content.of(file));
      if (Arrays.equals(fetch(store, name), file)) {
        return;
      }
      if (before.length > 0) {
        up.put(name, Content.of(before));
      }
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
    throw new VaultUnavailableException(
        "The store took the object "
            + name
            + " but gives back something else. What was there before was put back.",
        true,
        null);
  }

  /**
   * Opens with a copy of the key file, without asking the store anything.
   *
   * @throws WrongPassphraseException if the key file is whole and doesn't open
   */
  public static Vault unlock(AccountedStore store, byte[] keyFile, char[] passphrase)
      throws IOException {
    Unlocking unlocking = KeyFile.open(keyFile, passphrase);
    try (MasterKey master = master(unlocking, Kind.KEY, "The passphrase is not this library's.")) {
      return new Vault(store, keyFile.clone(), master);
    }
  }

  /**
   * Lets all transfers together, up and down, move no more than so many bytes a second from now on;
   * 0 for no limit.
   */
  public void limit(long bytesPerSecond) {
    store.limit(bytesPerSecond);
  }

  /**
   * From now on nothing moves for the reasons that are held: what is under way stops with the next
   * bytes, with an {@link java.io.InterruptedIOException}, and can be gone on with later.
   */
  public void hold(Set<Reason> reasons) {
    Set<String> held = reasons.stream().map(Reason::label).collect(Collectors.toSet());
    store.hold(held::contains);
  }

  /** How many bytes an original of that length takes in the store. */
  public static long sealedOriginal(long length) {
    return Padding.FINE.sealedSize(length);
  }

  /** The key file, sealed by the passphrase, for the device to keep a copy. */
  public byte[] keyFile() {
    return keyFile.clone();
  }

  /**
   * Returns if the store answers and holds a vault.
   *
   * @throws NoVaultException if it has no key file
   */
  public void check() throws IOException {
    try {
      AccountedStore asked = store.forPurpose(Reason.VERIFY.label());
      asked.check();
      if (asked.head(KEY).isEmpty()) {
        throw noVault(null);
      }
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }

  /**
   * Seals and stores an original, in constant memory; returns when the store provably holds it.
   *
   * @throws ChangedOriginalException if the file's bytes are not {@code photo}
   */
  public Stored storeOriginal(PhotoId photo, Path file) throws IOException {
    return objects.store(
        original(photo), checked(photo, file), Files.size(file), Padding.FINE, Reason.UPLOAD);
  }

  /**
   * Does that so that a large original that is cut short, even by the end of the program, goes on
   * where it was: what is needed for that is kept in the file {@code record}, which is made if need
   * be. It is removed by whoever has noted that the original is stored, or by {@link
   * #abandonOriginal}.
   *
   * @throws ChangedOriginalException if the file's bytes are not {@code photo}
   */
  public Stored storeOriginal(PhotoId photo, Path file, Path record) throws IOException {
    return objects.store(
        original(photo),
        checked(photo, file),
        Files.size(file),
        Padding.FINE,
        Reason.UPLOAD,
        record);
  }

  private static SealedObjects.Source checked(PhotoId photo, Path file) {
    return () -> new DigestCheck(Files.newInputStream(file), photo, () -> changed(photo, file));
  }

  /** Gives up an upload that nobody will go on with, and removes its record. */
  public void abandonOriginal(Path record) throws IOException {
    Optional<UploadRecord> kept = UploadRecord.read(record);
    if (kept.isPresent()) {
      try {
        store.forPurpose(Reason.UPLOAD.label()).abandon(kept.get().object(), kept.get().upload());
      } catch (StoreException fault) {
        throw ObjectReference.unavailable(fault);
      }
    }
    Files.deleteIfExists(record);
  }

  private static ChangedOriginalException changed(PhotoId photo, Path file) {
    return new ChangedOriginalException(
        "The file " + file + " is not, or no longer, photo " + photo + "; it was not uploaded.");
  }

  /** Stores a photo's low-resolution copies, both in one object. */
  public Stored storeCopies(PhotoId photo, byte[] preview, byte[] thumbnail) throws IOException {
    return objects.store(
        copies(photo), CopiesFormat.write(preview, thumbnail), Padding.FINE, Reason.PREVIEW);
  }

  public byte[] preview(PhotoId photo) throws IOException {
    try {
      return CopiesFormat.readPreview(objects.read(copies(photo), Reason.PREVIEW));
    } catch (MalformedException broken) {
      throw copies(photo).malformed(broken);
    }
  }

  /** Fetches only the first segment of the copies if that is enough, as it usually is. */
  public byte[] thumbnail(PhotoId photo) throws IOException {
    return SecondLook.at(() -> fetchThumbnail(copies(photo)));
  }

  private byte[] fetchThumbnail(ObjectReference object) throws IOException {
    try (InputStream beginning = objects.openFirstSegment(object, Reason.PREVIEW)) {
      return CopiesFormat.readThumbnail(beginning);
    } catch (TamperedException perhapsLarger) {
      try (InputStream content = objects.open(object, Reason.PREVIEW)) {
        return CopiesFormat.readThumbnail(content);
      }
    } catch (MalformedException broken) {
      throw object.malformed(broken);
    }
  }

  /**
   * Stores a photo's entry, which is written last: that it is there means that the photo is whole.
   *
   * @param unreadable why nothing could be read out of the photo, if so
   * @param features what was read; null if nothing was
   */
  public Stored storeFeatures(Photo photo, Optional<String> unreadable, @Nullable Features features)
      throws IOException {
    ObjectReference object =
        ObjectReference.of(Kind.FEATURES, names.entry(photo.id(), features), photo.id());
    return objects.store(
        object, EntryFormat.write(photo, unreadable, features), Padding.COARSE, Reason.FEATURES);
  }

  /** The name of the object in which an entry with these features lies, or would lie. */
  public String featuresObject(PhotoId photo, @Nullable Features features) {
    return names.entry(photo, features);
  }

  /**
   * Whether the store still has an original. Where the engine's tag is that of the very bytes that
   * were stored, no contents are moved; where there is no tag to trust, or another one, the object
   * is fetched and opened.
   */
  public Holding holdsOriginal(PhotoId photo, Stored expected) throws IOException {
    Optional<ObjectInfo> held;
    try {
      held = store.forPurpose(Reason.VERIFY.label()).head(names.original(photo));
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
    if (held.isEmpty()) {
      return Holding.MISSING;
    }
    if (held.get().size() != expected.sealedBytes()) {
      return Holding.DIFFERENT;
    }
    boolean proven = !expected.tag().isEmpty() && held.get().tag().equals(expected.tag());
    return proven ? Holding.HELD : openToItsEnd(photo);
  }

  private Holding openToItsEnd(PhotoId photo) throws IOException {
    ObjectReference object = original(photo);
    try {
      return SecondLook.at(
          () -> {
            try (InputStream content =
                new DigestCheck(
                    objects.open(object, Reason.VERIFY), photo, () -> isAnother(object))) {
              content.transferTo(OutputStream.nullOutputStream());
              return Holding.HELD;
            }
          });
    } catch (MissingObjectException gone) {
      return Holding.MISSING;
    } catch (TamperedException different) {
      return Holding.DIFFERENT;
    }
  }

  private static TamperedException isAnother(ObjectReference object) {
    return object.tampered("its bytes are not the photo's");
  }

  /**
   * An original, opened as it arrives: the first bytes can be read before the last are fetched.
   * Only authenticated bytes are given out, and reading ends with a {@link TamperedException} if
   * all together aren't the photo.
   *
   * @param bytes the original's size
   */
  public InputStream openOriginal(PhotoId photo, long bytes, Reason.Recall why) throws IOException {
    ObjectReference object = original(photo);
    InputStream content =
        bytes == 0
            ? new ByteArrayInputStream(objects.read(object, why.reason()))
            : objects.open(object, new SealedRange(bytes, Padding.FINE, 0, bytes), why.reason());
    return new DigestCheck(content, photo, () -> isAnother(object));
  }

  /**
   * A range of an original; only the segments that hold it are fetched. Only authenticated bytes
   * are given out.
   *
   * @param bytes the original's size
   * @throws IndexOutOfBoundsException if the original has no such range
   */
  public InputStream openOriginal(
      PhotoId photo, long bytes, long from, long length, Reason.Recall why) throws IOException {
    SealedRange range = new SealedRange(bytes, Padding.FINE, from, length);
    return objects.open(original(photo), range, why.reason());
  }

  /**
   * Adds a segment to what a device tells the others. Storing the same again is harmless.
   *
   * @param sequence one more than that of the device's segment before; 0 for its first
   * @param previousDigest the digest of that segment; {@link FactSegment#noDigest} for the first
   */
  public FactSegment storeFacts(
      String device,
      long sequence,
      byte[] previousDigest,
      List<Fact> facts,
      List<Announcement> entries)
      throws IOException {
    byte[] payload = FactSegmentFormat.write(device, sequence, previousDigest, facts, entries);
    byte[] digest = FactSegmentFormat.digest(payload);
    String name = names.facts(digest);
    objects.store(ObjectReference.of(Kind.FACTS, name), payload, Padding.COARSE, Reason.FACTS);
    return new FactSegment(name, device, sequence, previousDigest, digest, facts, entries);
  }

  /**
   * Stores a segment of facts again, of whatever device, if these are what it held.
   *
   * @param object the segment's name in the store
   * @return whether they are; if not, nothing was stored
   */
  public boolean storeFactsAgain(
      String object,
      String device,
      long sequence,
      byte[] previousDigest,
      List<Fact> facts,
      List<Announcement> entries)
      throws IOException {
    byte[] payload = FactSegmentFormat.write(device, sequence, previousDigest, facts, entries);
    if (!names.facts(FactSegmentFormat.digest(payload)).equals(object)) {
      return false;
    }
    objects.store(ObjectReference.of(Kind.FACTS, object), payload, Padding.COARSE, Reason.FACTS);
    return true;
  }

  /**
   * Puts this device's copy of the key file where the store has none, or a broken one. A key file
   * that is whole and differs is another's, and stays.
   *
   * @return whether the store holds the copy now
   */
  public boolean storeKeyFileAgain() throws IOException {
    try {
      if (store.forPurpose(Reason.VERIFY.label()).head(KEY).isEmpty()) {
        putKeyFile(store, keyFile);
      } else if (isBroken(fetchKeyFile(store))) {
        store.forPurpose(Reason.UPLOAD.label()).put(KEY, Content.of(keyFile));
      }
      return Arrays.equals(fetchKeyFile(store), keyFile);
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }

  /** Whether this is what damage made of our key file: cut short, or changed but of its form. */
  private boolean isBroken(byte[] file) {
    boolean cutShort =
        file.length < keyFile.length
            && Arrays.equals(file, 0, file.length, keyFile, 0, file.length);
    boolean ofItsForm =
        file.length == keyFile.length && Arrays.equals(file, 0, FORM, keyFile, 0, FORM);
    return cutShort || (ofItsForm && KeyFile.open(file, new char[0]) instanceof Unlocking.Damaged);
  }

  /**
   * Reads the segments of facts, of all devices, whose object names aren't in {@code known}; that
   * one which is known is no longer there is reported as damage.
   */
  public void readFacts(Set<String> known, Visitor<FactSegment> visitor) throws IOException {
    reading.facts(known, visitor);
  }

  /**
   * Reads the entries of these object names, as a {@link Listing} has them; what is no longer there
   * is passed over.
   */
  public void readEntries(List<String> objects, Visitor<Entry> visitor) throws IOException {
    reading.entries(objects, visitor);
  }

  /** Reads the entries of these object names; the listing tells what belongs to each of them. */
  public void readAnnounced(List<Announcement> announced, Visitor<Announced> visitor)
      throws IOException {
    reading.announced(announced, visitor);
  }

  /**
   * Takes a lease of some work, or makes one's own longer; answers whether the device has it then.
   *
   * @param work what it is about, in any words
   * @param now a lease that ended before is free
   */
  public boolean takeLease(String work, Lease wanted, Instant now) throws IOException {
    ObjectReference object = ObjectReference.of(Kind.LEASE, names.lease(work));
    Optional<Lease> found = lease(object);
    boolean isAnothers =
        found
            .filter(lease -> !lease.device().equals(wanted.device()))
            .filter(lease -> lease.until().isAfter(now))
            .isPresent();
    if (isAnothers) {
      return false;
    }
    byte[] written =
        Payload.write(
            out -> {
              out.writeUTF(wanted.device());
              out.writeLong(wanted.until().toEpochMilli());
            });
    objects.store(object, written, Padding.FINE, Reason.FEATURES);
    return lease(object).filter(lease -> lease.device().equals(wanted.device())).isPresent();
  }

  /** The lease as it lies in the store; none if there is none, or none that can be read. */
  private Optional<Lease> lease(ObjectReference object) throws IOException {
    try {
      return Optional.of(reading.lease(object, Reason.FEATURES));
    } catch (DamagedVaultException unusable) {
      return Optional.empty();
    }
  }

  /** Gives a lease back. */
  public void endLease(String work) throws IOException {
    try {
      store.forPurpose(Reason.FEATURES.label()).delete(names.lease(work));
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }

  /**
   * Compares names and sizes in the store with what is expected. Objects of the vault that aren't
   * expected are no fault, since another device may have stored them.
   *
   * @return how many objects the store has
   */
  public long verify(Collection<Expected> expected, FindingListener listener) throws IOException {
    return verify(expected, Set.of(), Set.of(), listener);
  }

  /**
   * Compares names and sizes, misses segments of facts, too, and finds what is left of photos that
   * are gone for good.
   *
   * @param facts the names of the segments that should be there
   * @param gone photos of which nothing should be there
   */
  public long verify(
      Collection<Expected> expected, Set<String> facts, Set<PhotoId> gone, FindingListener listener)
      throws IOException {
    return inspection(expected, facts, gone, listener).shallow();
  }

  /** Does that, and fetches and opens every object; checks the chains of facts. */
  public long verifyDeep(Collection<Expected> expected, FindingListener listener)
      throws IOException {
    return verifyDeep(expected, Set.of(), Set.of(), listener);
  }

  /**
   * Does that, and fetches and opens every object; checks the chains of facts.
   *
   * @param facts the names of the segments that should be there
   * @param gone photos of which nothing should be there
   */
  public long verifyDeep(
      Collection<Expected> expected, Set<String> facts, Set<PhotoId> gone, FindingListener listener)
      throws IOException {
    return inspection(expected, facts, gone, listener).deep();
  }

  private Inspection inspection(
      Collection<Expected> expected,
      Set<String> facts,
      Set<PhotoId> gone,
      FindingListener listener) {
    return new Inspection(store, objects, reading, names, keyFile, expected, facts, gone, listener);
  }

  /** Which parts of a photo the store has by name, without proof of what they hold. */
  public record Parts(boolean original, boolean copies, boolean entry) {}

  /**
   * Asks the store for the parts of a photo.
   *
   * @param entry the name of the photo's entry
   */
  public Parts parts(PhotoId photo, Optional<String> entry) throws IOException {
    return new Parts(
        has(names.original(photo)),
        has(names.copies(photo)),
        entry.isPresent() && has(entry.get()));
  }

  private boolean has(String name) throws IOException {
    try {
      return store.forPurpose(Reason.VERIFY.label()).head(name).isPresent();
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }

  /** The name of the object that holds, or would hold, these features of a photo. */
  public String entryName(PhotoId photo, @Nullable Features features) {
    return names.entry(photo, features);
  }

  /**
   * Removes all that the store has of a photo, for good: its entries, its copies, and last its
   * original. As long as a part is there, doing it again removes the rest.
   *
   * @param entries the names of all its entries that may be there
   * @param listing what the store had a moment ago; nothing else is asked for
   */
  public void remove(PhotoId photo, Collection<String> entries, Listing listing)
      throws IOException {
    List<String> all = new ArrayList<>(new TreeSet<>(entries));
    all.add(names.copies(photo));
    all.add(names.original(photo));
    try {
      for (String name : all) {
        if (listing.has(name)) {
          store.forPurpose(Reason.VERIFY.label()).delete(name);
        }
      }
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }

  /** How much of each kind lies in the store, by listing it. */
  public Map<Kind, Size> sizes() throws IOException {
    Map<Kind, Size> sizes = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      sizes.put(kind, new Size(0, 0));
    }
    try {
      store
          .forPurpose(Reason.VERIFY.label())
          .list(
              "",
              object ->
                  Kind.of(object.name())
                      .ifPresent(
                          kind ->
                              sizes.computeIfPresent(
                                  kind, (same, size) -> size.plus(object.size()))));
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
    return sizes;
  }

  /** The names and sizes of all that lies in the store. */
  public Listing listing() throws IOException {
    Listing listing = new Listing(store, names);
    try {
      store.forPurpose(Reason.VERIFY.label()).list("", listing::add);
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
    return listing;
  }

  private ObjectReference original(PhotoId photo) {
    return ObjectReference.of(Kind.ORIGINAL, names.original(photo), photo);
  }

  private ObjectReference copies(PhotoId photo) {
    return ObjectReference.of(Kind.COPIES, names.copies(photo), photo);
  }

  /** Wipes the keys and closes the store. */
  @Override
  public void close() {
    nameKey.close();
    contentKey.close();
    store.close();
  }
}
