package latent.library;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import latent.catalog.Catalog;
import latent.catalog.Entry;
import latent.library.Witness.Testimony;
import latent.photo.FactId;
import latent.photo.PhotoId;
import latent.photo.Trash;
import latent.vault.VaultUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Moves photos to the trash and back, and empties it. All of it is said as facts; what then leaves
 * for good is the work of {@link Remover}.
 */
public final class TrashCan {

  /** What became of one photo. */
  public enum Outcome {
    /** It is in the trash now. */
    TRASHED,
    /** It was in the trash before. */
    ALREADY,
    /** It is back among the photos. */
    RESTORED,
    /** It was not in the trash. */
    KEPT,
    /** Its original is nowhere any more, so it can't be restored. */
    GONE
  }

  /**
   * What became of one photo.
   *
   * @param until when it leaves for good, or null
   * @param reason what the user should know, or null
   */
  public record Item(
      String photo,
      String name,
      Outcome outcome,
      @Nullable String until,
      @Nullable String reason) {}

  /**
   * What came of it.
   *
   * @param facts what was said; none if nothing changed
   * @param milliseconds until the people stood
   * @param remark what the user should know besides, or null
   */
  public record Answer(
      List<Item> items, List<String> facts, long milliseconds, @Nullable String remark) {}

  /**
   * What came of emptying the trash.
   *
   * @param photos how many were in it
   * @param removed how many have left the cloud and this device
   * @param remark what the user should know besides, or null
   */
  public record Emptied(int photos, int removed, @Nullable String remark) {}

  private final Library library;
  private final Gallery gallery;
  private final Witness witness;
  private final Remover remover;
  private final Custody custody;
  private final Clock clock;

  public TrashCan(Library library, Gallery gallery, Witness witness, Remover remover, Clock clock) {
    this.library = library;
    this.gallery = gallery;
    this.witness = witness;
    this.remover = remover;
    this.custody = new Custody(library);
    this.clock = clock;
  }

  /** Moves photos to the trash, each given by its name or the beginning of it. */
  public Answer discard(List<String> photos) throws IOException {
    Map<PhotoId, Entry> entries = find(photos);
    Catalog catalog = library.catalog();
    List<PhotoId> fresh =
        entries.keySet().stream().filter(id -> catalog.trash().find(id).isEmpty()).toList();
    Testimony said = fresh.isEmpty() ? null : witness.trash(fresh, Trash.DAYS);
    List<Item> items = new ArrayList<>();
    entries.forEach(
        (id, entry) ->
            items.add(
                item(
                    entry,
                    fresh.contains(id) ? Outcome.TRASHED : Outcome.ALREADY,
                    fresh.contains(id) ? null : "it was in the trash already")));
    return answer(items, said);
  }

  /**
   * Restores photos, each given by its name or the beginning of it. One whose original is neither
   * here nor in the cloud any more, since the trash was emptied elsewhere, stays where it is.
   */
  public Answer restore(List<String> photos) throws IOException {
    return remover.undisturbed(() -> restoreUndisturbed(find(photos)));
  }

  private Answer restoreUndisturbed(Map<PhotoId, Entry> entries) throws IOException {
    Catalog catalog = library.catalog();
    Trash trash = Trash.of(catalog.facts().all());
    Map<PhotoId, Item> items = new LinkedHashMap<>();
    List<FactId> because = new ArrayList<>();
    for (Map.Entry<PhotoId, Entry> each : entries.entrySet()) {
      Trash.Discarded discarded = trash.photos().get(each.getKey());
      Entry entry = each.getValue();
      if (discarded == null) {
        items.put(each.getKey(), item(entry, Outcome.KEPT, "it is not in the trash"));
      } else if (isGone(entry)) {
        items.put(each.getKey(), gone(entry));
      } else {
        because.addAll(discarded.because());
      }
    }
    Testimony said = because.isEmpty() ? null : witness.restore(because);
    for (Map.Entry<PhotoId, Entry> each : entries.entrySet()) {
      if (!items.containsKey(each.getKey())) {
        // Asked once more, now that everybody can know that it is wanted.
        boolean left = isGone(each.getValue());
        items.put(
            each.getKey(),
            left ? gone(each.getValue()) : item(each.getValue(), Outcome.RESTORED, null));
      }
    }
    List<Item> inOrder = entries.keySet().stream().map(items::get).toList();
    return answer(inOrder, said);
  }

  /** Whether the original is surely neither here nor in the vault. */
  private boolean isGone(Entry entry) throws IOException {
    try {
      return !custody.recheck(entry.photo().id());
    } catch (VaultUnavailableException unknown) {
      return false;
    }
  }

  private Item gone(Entry entry) {
    return item(
        entry,
        Outcome.GONE,
        "its original is neither on this device nor in the cloud any more: the trash was emptied on"
            + " another device");
  }

  /**
   * Lets everything in the trash leave for good, here and in the cloud; other devices follow. If
   * the store can't be reached now, that happens with a later shift.
   */
  public Emptied empty(Progress progress) throws IOException {
    Catalog catalog = library.catalog();
    List<PhotoId> photos =
        catalog.trash().all().stream().map(discarded -> discarded.photo()).toList();
    Set<PhotoId> over = catalog.trash().over(clock.instant());
    List<PhotoId> early = photos.stream().filter(photo -> !over.contains(photo)).toList();
    Testimony said = early.isEmpty() ? null : witness.trash(early, 0);
    if (said != null && !catalog.facts().allStored()) {
      return new Emptied(photos.size(), 0, said.remark());
    }
    Remover.Removed removed = remover.remove(progress);
    String because = removed.because();
    return new Emptied(
        photos.size(),
        removed.photos(),
        because == null ? null : removed.waiting() + " photos wait, because " + because);
  }

  private Answer answer(List<Item> items, @Nullable Testimony said) {
    return said == null
        ? new Answer(items, List.of(), 0, null)
        : new Answer(items, said.facts(), said.milliseconds(), said.remark());
  }

  private Item item(Entry entry, Outcome outcome, @Nullable String reason) {
    PhotoId id = entry.photo().id();
    String until =
        library
            .catalog()
            .trash()
            .find(id)
            .map(discarded -> discarded.until().toString())
            .orElse(null);
    return new Item(id.hex(), entry.photo().name(), outcome, until, reason);
  }

  /** All or none, each once, in the order in which they were given. */
  private Map<PhotoId, Entry> find(List<String> photos) {
    Map<PhotoId, Entry> entries = new LinkedHashMap<>();
    for (String photo : photos) {
      Entry entry = gallery.find(photo);
      entries.put(entry.photo().id(), entry);
    }
    return entries;
  }
}
