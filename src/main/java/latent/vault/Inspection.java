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
import latent.crypto.KeyFile;
import latent.photo.MalformedException;
import latent.photo.PhotoId;
import latent.photo.Reason;
import latent.store.AccountedStore;
import latent.store.ObjectInfo;
import latent.store.StoreException;
import org.jspecify.annotations.Nullable;

/** One comparison of the store with what should be in it. For one use. */
final class Inspection {

  private static final int AT_A_TIME = 4;

  private final AccountedStore store;
  private final SealedObjects objects;
  private final Reading reading;
  private final Names names;
  private final byte[] keyFile;
  private final FindingListener listener;
  private final Map<String, Expected> awaited = new HashMap<>();
  private final Map<String, PhotoId> photos = new HashMap<>();
  private final List<FactSegment> segments = new ArrayList<>();
  private final Set<String> listed = new HashSet<>();
  private final Map<PhotoId, Boolean> readable = new TreeMap<>();

  /** The photos that left the trash for good, and the names that their objects had. */
  private final Set<PhotoId> gone;

  private final Map<String, PhotoId> leftovers = new HashMap<>();
  private boolean keySeen;

  Inspection(
      AccountedStore store,
      SealedObjects objects,
      Reading reading,
      Names names,
      byte[] keyFile,
      Collection<Expected> expected,
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
    for (Expected one : expected) {
      awaited.put(one.stored().objectName(), one);
      photos.put(one.stored().objectName(), one.photo());
    }
  }

  /** Names and sizes; returns how many objects the store has. */
  long shallow() throws IOException {
    return compare(new ArrayList<>());
  }

  /** Names, sizes and contents; returns how many objects the store has. */
  long deep() throws IOException {
    List<String> sound = new ArrayList<>();
    long count = compare(sound);
    Window.over(sound, AT_A_TIME, this::examine, this::report);
    for (Map.Entry<PhotoId, Boolean> entry : readable.entrySet()) {
      PhotoId photo = entry.getKey();
      require(Kind.ORIGINAL, names.original(photo), photo);
      if (entry.getValue()) {
        require(Kind.COPIES, names.copies(photo), photo);
      }
    }
    for (Finding finding : FactChain.faults(segments)) {
      listener.found(finding);
    }
    return count;
  }

  /** An entry means that the rest of the photo is there, whether this device expects it or not. */
  private void require(Kind kind, String name, PhotoId photo) throws IOException {
    if (!listed.contains(name) && !photos.containsKey(name)) {
      listener.found(new Finding.Missing(kind, name, Optional.of(photo)));
    }
  }

  private void report(Optional<Finding> finding) throws IOException {
    if (finding.isPresent()) {
      listener.found(finding.get());
    }
  }

  /** Adds to {@code sound} the names of the objects that a listing shows no fault with. */
  private long compare(List<String> sound) throws IOException {
    long[] count = {0};
    try {
      store
          .forPurpose(Reason.VERIFY.label())
          .list(
              "",
              object -> {
                count[0]++;
                Optional<Finding> finding = compare(object);
                report(finding);
                if (finding.isEmpty()) {
                  sound.add(object.name());
                }
              });
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
    if (!keySeen) {
      listener.found(new Finding.Missing(Kind.KEY, Kind.KEY.prefix(), Optional.empty()));
    }
    for (Expected missing : awaited.values()) {
      String name = missing.stored().objectName();
      Kind kind = Kind.of(name).orElse(Kind.ORIGINAL);
      listener.found(new Finding.Missing(kind, name, Optional.of(missing.photo())));
    }
    return count[0];
  }

  private Optional<Finding> compare(ObjectInfo object) {
    Optional<Kind> kind = Kind.of(object.name());
    if (kind.isEmpty()) {
      return Optional.of(new Finding.Foreign(object.name()));
    }
    keySeen |= kind.get() == Kind.KEY;
    listed.add(object.name());
    Optional<PhotoId> left = Optional.ofNullable(leftovers.get(object.name()));
    if (left.isPresent()) {
      return Optional.of(new Finding.Leftover(kind.get(), object.name(), left));
    }
    Expected expected = awaited.remove(object.name());
    long size =
        switch (kind.get()) {
          case KEY, RECOVERY -> KeyFile.SIZE;
          case ORIGINAL, COPIES, FEATURES, FACTS -> sealedBytes(expected, object);
        };
    if (object.size() == size) {
      return Optional.empty();
    }
    String detail = "it has " + object.size() + " bytes and should have " + size;
    Optional<PhotoId> photo = Optional.ofNullable(photos.get(object.name()));
    return Optional.of(
        object.size() < size
            ? new Finding.Truncated(kind.get(), object.name(), photo, detail)
            : new Finding.Extended(kind.get(), object.name(), photo, detail));
  }

  private static long sealedBytes(@Nullable Expected expected, ObjectInfo object) {
    return expected == null ? object.size() : expected.stored().sealedBytes();
  }

  /** Opens one object to its end. */
  private Optional<Finding> examine(String name) throws IOException {
    Kind kind = Kind.of(name).orElseThrow();
    ObjectReference object = new ObjectReference(kind, name, Optional.ofNullable(photos.get(name)));
    try {
      switch (kind) {
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
          Entry entry = reading.entry(name, Reason.VERIFY);
          if (gone.contains(entry.photo().id())) {
            return Optional.of(new Finding.Leftover(kind, name, Optional.of(entry.photo().id())));
          }
          keep(entry);
        }
        case FACTS -> keep(reading.segment(name, Reason.VERIFY));
      }
      return Optional.empty();
    } catch (MalformedException broken) {
      return Optional.of(object.malformed(broken).finding());
    } catch (DamagedVaultException damaged) {
      return Optional.of(withPhoto(damaged.finding(), object));
    }
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
