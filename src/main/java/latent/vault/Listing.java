package latent.vault;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import latent.photo.PhotoId;
import latent.store.ObjectInfo;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the store by name, as one listing of it said: enough to know what is there without
 * opening anything, but no proof of what it holds, so no tag is passed on.
 */
public final class Listing {

  private final Names names;
  private final Map<String, ObjectInfo> objects = new HashMap<>();

  Listing(Names names) {
    this.names = names;
  }

  void add(ObjectInfo object) {
    objects.put(object.name(), object);
  }

  public Optional<Stored> original(PhotoId photo) {
    return stored(names.original(photo));
  }

  /** The preview and the thumbnail, which lie in one object. */
  public Optional<Stored> copies(PhotoId photo) {
    return stored(names.copies(photo));
  }

  boolean has(String name) {
    return objects.containsKey(name);
  }

  /** The object in which an entry was found. */
  public Optional<Stored> features(Entry entry) {
    return stored(entry.objectName());
  }

  private Optional<Stored> stored(String name) {
    @Nullable ObjectInfo object = objects.get(name);
    return object == null
        ? Optional.empty()
        : Optional.of(new Stored(object.name(), object.size(), ""));
  }
}
