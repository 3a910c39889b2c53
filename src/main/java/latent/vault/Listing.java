package latent.vault;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import latent.photo.PhotoId;
import latent.photo.Reason;
import latent.store.AccountedStore;
import latent.store.ObjectInfo;
import latent.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the store by name, as one listing of it said: enough to know what is there without
 * opening anything, but no proof of what it holds, so no tag is passed on. What the listing lacks
 * is asked for by name, since a listing may be older than the store.
 */
public final class Listing {

  private final AccountedStore store;
  private final Names names;
  private final Map<String, ObjectInfo> objects = new HashMap<>();

  Listing(AccountedStore store, Names names) {
    this.store = store.forPurpose(Reason.VERIFY.label());
    this.names = names;
  }

  void add(ObjectInfo object) {
    objects.put(object.name(), object);
  }

  public Optional<Stored> original(PhotoId photo) throws IOException {
    return stored(names.original(photo));
  }

  /** The preview and the thumbnail, which lie in one object. */
  public Optional<Stored> copies(PhotoId photo) throws IOException {
    return stored(names.copies(photo));
  }

  boolean has(String name) {
    return objects.containsKey(name);
  }

  /** The names of the objects that hold entries, without these. */
  public List<String> entries(Set<String> known) {
    return objects.keySet().stream()
        .filter(name -> !known.contains(name))
        .filter(name -> Kind.of(name).filter(kind -> kind == Kind.FEATURES).isPresent())
        .sorted()
        .toList();
  }

  /** The object in which an entry was found. */
  public Optional<Stored> features(Entry entry) throws IOException {
    return stored(entry.objectName());
  }

  private Optional<Stored> stored(String name) throws IOException {
    @Nullable ObjectInfo listed = objects.get(name);
    Optional<ObjectInfo> object = listed == null ? head(name) : Optional.of(listed);
    return object.map(there -> new Stored(there.name(), there.size(), ""));
  }

  private Optional<ObjectInfo> head(String name) throws IOException {
    try {
      return store.head(name);
    } catch (StoreException fault) {
      throw ObjectReference.unavailable(fault);
    }
  }
}
