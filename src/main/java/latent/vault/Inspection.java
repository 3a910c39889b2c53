package latent.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import latent.crypto.KeyFile;
import latent.photo.MalformedException;
import latent.photo.PhotoId;
import latent.photo.Reason;
import latent.store.AccountedStore;
import latent.store.ObjectInfo;
import latent.store.StoreException;

/**
 * One comparison of the store with what should be in it. For one use.
 *
 * <p>A listing may be older than the store: what it lacks, or gives another size than expected, is
 * asked for by name before it is called a fault; what it shows and nobody misses may have been
 * removed meanwhile.
 */
final class Inspection {

  private static final int AT_A_TIME = 4;

  private final AccountedStore store;
  private final SealedObjects objects;
  private final Reading reading;
  private final Names names;
  private final byte[] keyFile;
  private final FindingListener listener;

  /** What should be there, by name, in bytes. Of segments of facts no size is known. */
  private final Map<String, Optional<Long>> expected = new HashMap<>();

  private final Map<String, PhotoId> photos = new HashMap<>();
  private final List<FactSegment> segments = new ArrayList<>();
  private final Set<String> damaged = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<PhotoId, Boolean> readable = new TreeMap<>();

  /** The photos that left the trash for good, and the names that their objects had. */
  private final Set<PhotoId> gone;

  private final Map<String, PhotoId> leftovers = new HashMap<>();

  Inspection(
      AccountedStore store,
      SealedObjects objects,
      Reading reading,
      Names names,
      byte[] keyFile,
      Collection<Expected> stored,
      Set<String> facts,
      Set<PhotoId> gone,
      FindingListener listener) {
    this.store = store;
    this.objects = objects;
    this.reading = reading;
    this.names = names;
    this.keyFile = keyFile;
    this.listener = listener;
    this.gone = gone;
    for (PhotoId photo : gone) {
      leftovers.put(names.original(photo), photo);
      leftovers.put(names.copies(photo), photo);
    }
    for (Expected one : stored) {
      expected.put(one.stored().objectName(), Optional.of(one.stored().sealedBytes()));
      photos.put(one.stored().objectName(), one.photo());
    }
    for (String segment : facts) {
      expected.put(segment, Optional.empty());
    }
    expected.put(Kind.KEY.prefix(), Optional.of((long) keyFile.length));
  }

  /** Names and sizes; returns how many objects the store has. */
  long shallow() throws IOException {
    compare(new ArrayList<>());
    return seen.size();
  }

  /** Names, sizes and contents; returns how many objects the store has. */
  long deep() throws IOException {
    List<String> sound = new ArrayList<>();
    compare(sound);
    examine(sound);
    for (Map.Entry<PhotoId, Boolean> entry : List.copyOf(readable.entrySet())) {
      PhotoId photo = entry.getKey();
      require(Kind.ORIGINAL, names.original(photo), photo);
      if (entry.getValue()) {
        require(Kind.COPIES, names.copies(photo), photo);
      }
    }
    followFacts();
    for (Finding fault : FactChain.faults(segments)) {
      if (!(fault instanceof Finding.Withheld withheld) || !isNamedAlready(withheld)) {
        report(fault);
      }
    }
    return seen.size();
  }

  /** An entry means that the rest of the photo is there, whether this device expects it or not. */
  private void require(Kind kind, String name, PhotoId photo) throws IOException {
    if (seen.contains(name) || expected.containsKey(name)) {
      return;
    }
    photos.put(name, photo);
    if (head(name).isPresent()) {
      seen.add(name);
      examine(List.of(name));
    } else {
      report(new Finding.Missing(kind, name, Optional.of(photo)));
    }
  }

  /** Reads the segments that later ones name and no listing showed, back to the first. */
  private void followFacts() throws IOException {
    Set<String> asked = new HashSet<>(expected.keySet());
    List<String> unlisted = unlistedSegments(asked);
    while (!unlisted.isEmpty()) {
      for (String name : unlisted) {
        asked.add(name);
        if (head(name).isPresent()) {
          seen.add(name);
          examine(List.of(name));
        }
      }
      unlisted = unlistedSegments(asked);
    }
  }

  private List<String> unlistedSegments(Set<String> asked) {
    return segments.stream()
        .filter(segment -> segment.sequence() > 0)
        .map(segment -> names.facts(segment.previousDigest()))
        .filter(name -> !seen.contains(name) && !asked.contains(name))
        .distinct()
        .toList();
  }

  /** The segment that is named but can't be read was found damaged or missing by its own name. */
  private boolean isNamedAlready(Finding.Withheld withheld) {
    return segments.stream()
        .filter(segment -> segment.objectName().equals(withheld.object()))
        .anyMatch(segment -> damaged.contains(names.facts(segment.previousDigest())));
  }

  private void report(Finding finding) throws IOException {
    if (finding instanceof Finding.Damaged) {
      damaged.add(finding.object());
    }
    listener.found(finding);
  }

  /** Adds to {@code sound} the names of the objects that show no fault by name and size. */
  private void compare(List<String> sound) throws IOException {
    Set<String> doubtful = new TreeSet<>(expected.keySet());
    try {
      store
          .forPurpose(Reason.VERIFY.label())
          .list(
              "",
              object -> {
                seen.add(object.name());
                Optional<PhotoId> left = Optional.ofNullable(leftovers.get(object.name()));
                if (Kind.of(object.name()).isEmpty()) {
                  report(new Finding.Foreign(object.name()));
                } else if (left.isPresent()) {
                  report(new Finding.Leftover(kind(object.name()), object.name(), left));
                } else if (isOfExpectedSize(object)) {
                  doubtful.remove(object.name());
                  sound.add(object.name());
                }
              });
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
    for (String name : doubtful) {
      Optional<ObjectInfo> object = head(name);
      if (object.isEmpty()) {
        report(new Finding.Missing(kind(name), name, photo(name)));
        continue;
      }
      seen.add(name);
      if (isOfExpectedSize(object.get())) {
        sound.add(name);
      } else {
        report(ofAnotherSize(object.get()));
      }
    }
  }

  private static Kind kind(String name) {
    return Kind.of(name).orElse(Kind.ORIGINAL);
  }

  private Optional<PhotoId> photo(String name) {
    return Optional.ofNullable(photos.get(name));
  }

  private long expectedSize(ObjectInfo object) {
    Kind kind = kind(object.name());
    return kind == Kind.KEY || kind == Kind.RECOVERY
        ? KeyFile.SIZE
        : expected.getOrDefault(object.name(), Optional.empty()).orElse(object.size());
  }

  private boolean isOfExpectedSize(ObjectInfo object) {
    return object.size() == expectedSize(object);
  }

  private Finding ofAnotherSize(ObjectInfo object) {
    long size = expectedSize(object);
    String name = object.name();
    String detail = "it has " + object.size() + " bytes and should have " + size;
    return object.size() < size
        ? new Finding.Truncated(kind(name), name, photo(name), detail)
        : new Finding.Extended(kind(name), name, photo(name), detail);
  }

  /** What the store says now of the object with this name. */
  private Optional<ObjectInfo> head(String name) throws IOException {
    try {
      return store.forPurpose(Reason.VERIFY.label()).head(name);
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }

  private void examine(List<String> sound) throws IOException {
    Window.over(
        sound,
        AT_A_TIME,
        this::examine,
        finding -> {
          if (finding.isPresent()) {
            report(finding.get());
          }
        });
  }

  /** Opens one object to its end, and again before it is called damaged. */
  private Optional<Finding> examine(String name) throws IOException {
    ObjectReference object = new ObjectReference(kind(name), name, photo(name));
    try {
      return SecondLook.at(() -> open(object));
    } catch (MissingObjectException gone) {
      return missing(object);
    } catch (DamagedVaultException damage) {
      return Optional.of(withPhoto(damage.finding(), object));
    }
  }

  private Optional<Finding> open(ObjectReference object) throws IOException {
    try {
      switch (object.kind()) {
        case KEY -> {
          return examineKey(object);
        }
        case RECOVERY -> {
          if (!KeyFile.isWholeForRecovery(fetch(object))) {
            throw object.tampered("it is not whole");
          }
        }
        case ORIGINAL -> examineOriginal(object);
        case COPIES -> CopiesFormat.readPreview(objects.read(object, Reason.VERIFY));
        case FEATURES -> {
          Entry entry = reading.entry(object.name(), Reason.VERIFY);
          PhotoId photo = entry.photo().id();
          if (gone.contains(photo)) {
            return Optional.of(
                new Finding.Leftover(object.kind(), object.name(), Optional.of(photo)));
          }
          keep(entry);
        }
        case FACTS -> keep(reading.segment(object.name(), Reason.VERIFY));
        case LEASE -> reading.lease(object, Reason.VERIFY);
      }
      return Optional.empty();
    } catch (MalformedException broken) {
      throw object.malformed(broken);
    }
  }

  /** An object that was listed and isn't there: a fault only if somebody misses it. */
  private Optional<Finding> missing(ObjectReference object) {
    if (expected.containsKey(object.name())) {
      return Optional.of(new Finding.Missing(object.kind(), object.name(), object.photo()));
    }
    synchronized (seen) {
      seen.remove(object.name());
    }
    return Optional.empty();
  }

  private void keep(Entry entry) {
    synchronized (readable) {
      readable.merge(entry.photo().id(), entry.unreadable().isEmpty(), Boolean::logicalOr);
    }
  }

  private void keep(FactSegment segment) {
    synchronized (segments) {
      segments.add(segment);
    }
  }

  private Optional<Finding> examineKey(ObjectReference object) throws IOException {
    byte[] there = fetch(object);
    if (Arrays.equals(there, keyFile)) {
      return Optional.empty();
    }
    if (!KeyFile.isWhole(there)) {
      throw object.tampered("it differs from this device's copy");
    }
    return Optional.of(new Finding.Rekeyed(object.name()));
  }

  private byte[] fetch(ObjectReference object) throws IOException {
    try (InputStream in = store.forPurpose(Reason.VERIFY.label()).get(object.name())) {
      return in.readAllBytes();
    } catch (StoreException fault) {
      throw object.named(fault);
    }
  }

  private void examineOriginal(ObjectReference object) throws IOException {
    try (InputStream content = objects.open(object, Reason.VERIFY);
        DigestInputStream digested = new DigestInputStream(content, PhotoId.newDigest())) {
      digested.transferTo(OutputStream.nullOutputStream());
      PhotoId photo = PhotoId.ofDigest(digested.getMessageDigest().digest());
      if (!names.original(photo).equals(object.name())) {
        throw object.tampered("it holds another original");
      }
    }
  }

  /** Readers that learn the photo from the object itself can't name it when it doesn't open. */
  private static Finding withPhoto(Finding finding, ObjectReference object) {
    return switch (finding) {
      case Finding.Tampered(Kind kind, String name, var unknown, String detail) ->
          new Finding.Tampered(kind, name, object.photo(), detail);
      case Finding.Truncated(Kind kind, String name, var unknown, String detail) ->
          new Finding.Truncated(kind, name, object.photo(), detail);
      case Finding.Extended(Kind kind, String name, var unknown, String detail) ->
          new Finding.Extended(kind, name, object.photo(), detail);
      case Finding.Missing(Kind kind, String name, var unknown) ->
          new Finding.Missing(kind, name, object.photo());
      case Finding.Foreign foreign -> foreign;
      case Finding.Leftover leftover -> leftover;
      case Finding.Rekeyed rekeyed -> rekeyed;
      case Finding.Withheld withheld -> withheld;
      case Finding.Forked forked -> forked;
    };
  }
}
