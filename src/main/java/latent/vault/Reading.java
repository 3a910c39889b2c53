package latent.vault;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import latent.crypto.Padding;
import latent.photo.MalformedException;
import latent.photo.Photo;
import latent.photo.Reason;
import latent.store.AccountedStore;
import latent.store.ObjectInfo;
import latent.store.StoreException;

/** Reading all objects of a kind that aren't known yet, several at a time. */
final class Reading {

  /** A store that answers after 50 ms then gives some 600 objects a second. */
  private static final int AT_A_TIME = 32;

  private final AccountedStore store;
  private final SealedObjects objects;
  private final Names names;

  Reading(AccountedStore store, SealedObjects objects, Names names) {
    this.store = store;
    this.objects = objects;
    this.names = names;
  }

  void entries(List<String> listed, Visitor<Entry> visitor) throws IOException {
    read(listed, name -> entry(name, Reason.FEATURES), visitor);
  }

  void announced(List<Announcement> announced, Visitor<Announced> visitor) throws IOException {
    read(announced, this::announced, visitor);
  }

  private Announced announced(Announcement announcement) throws IOException {
    Entry entry = entry(announcement.entry(), Reason.FEATURES);
    Listing listing = new Listing(store, names);
    Photo photo = entry.photo();
    listing.add(
        new ObjectInfo(names.original(photo.id()), Padding.FINE.sealedSize(photo.bytes()), ""));
    listing.add(new ObjectInfo(entry.objectName(), entry.sealedBytes(), ""));
    if (announcement.copiesBytes() > 0) {
      listing.add(new ObjectInfo(names.copies(photo.id()), announcement.copiesBytes(), ""));
    }
    return new Announced(entry, listing);
  }

  /**
   * Segments are never removed, so that one which was known and is no longer there is a fault. A
   * listing may be older than the store, so each is asked for before it is called missing.
   */
  void facts(Set<String> known, Visitor<FactSegment> visitor) throws IOException {
    List<String> listed = list(Kind.FACTS, Reason.FACTS);
    Set<String> withheld = new HashSet<>(known);
    listed.forEach(withheld::remove);
    for (String name : withheld) {
      if (isThere(name, Reason.FACTS)) {
        continue;
      }
      visitor.damaged(new Finding.Missing(Kind.FACTS, name, Optional.empty()));
    }
    listed.removeIf(known::contains);
    read(listed, name -> segment(name, Reason.FACTS), visitor);
  }

  private boolean isThere(String name, Reason reason) throws IOException {
    try {
      return store.forPurpose(reason.label()).head(name).isPresent();
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }

  Entry entry(String name, Reason reason) throws IOException {
    ObjectReference object = ObjectReference.of(Kind.FEATURES, name);
    try {
      Entry entry = EntryFormat.read(name, objects.read(object, reason));
      if (!names.entry(entry.photo().id(), entry.features().orElse(null)).equals(name)) {
        throw object.tampered("it holds another photo's entry");
      }
      return entry;
    } catch (MalformedException broken) {
      throw object.malformed(broken);
    }
  }

  FactSegment segment(String name, Reason reason) throws IOException {
    ObjectReference object = ObjectReference.of(Kind.FACTS, name);
    try {
      FactSegment segment = FactSegmentFormat.read(name, objects.read(object, reason));
      if (!names.facts(segment.digest()).equals(name)) {
        throw object.tampered("it holds another segment");
      }
      return segment;
    } catch (MalformedException broken) {
      throw object.malformed(broken);
    }
  }

  Lease lease(ObjectReference object, Reason reason) throws IOException {
    try {
      return Payload.read(
          objects.read(object, reason),
          in -> new Lease(in.readUTF(), Instant.ofEpochMilli(in.readLong())));
    } catch (MalformedException broken) {
      throw object.malformed(broken);
    }
  }

  private List<String> list(Kind kind, Reason reason) throws IOException {
    List<String> listed = new ArrayList<>();
    try {
      store
          .forPurpose(reason.label())
          .list(
              kind.prefix(),
              object -> {
                if (Kind.of(object.name()).isPresent()) {
                  listed.add(object.name());
                }
              });
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
    return listed;
  }

  /** What became of one object. */
  private sealed interface Read<T> {
    record Good<T>(T object) implements Read<T> {}

    record Bad<T>(Finding finding) implements Read<T> {}

    /** It was listed and is no longer there; who misses it, says so. */
    record Gone<T>() implements Read<T> {}
  }

  private static <N, T> void read(List<N> names, Window.Work<N, T> work, Visitor<T> visitor)
      throws IOException {
    Window.Work<N, Read<T>> attempt =
        name -> {
          try {
            return new Read.Good<>(work.on(name));
          } catch (MissingObjectException removed) {
            return new Read.Gone<>();
          } catch (DamagedVaultException damaged) {
            return new Read.Bad<>(damaged.finding());
          }
        };
    Window.over(
        names,
        AT_A_TIME,
        attempt,
        read -> {
          switch (read) {
            case Read.Good<T>(T object) -> visitor.found(object);
            case Read.Bad<T>(Finding finding) -> visitor.damaged(finding);
            case Read.Gone<T>() -> {}
          }
        });
  }
}
