package latent.library;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the system tells of changes in folders, as far as it does: it loses changes when many come
 * at once, tells of no more than some thousand folders, and of those of another computer nothing.
 * Whoever listens has to look for himself now and then.
 */
final class FolderSignals implements AutoCloseable {

  /** More folders are looked at only now and then; a folder takes half a kilobyte here. */
  static final int MOST_FOLDERS = 10_000;

  private final WatchService service;
  private final Map<WatchKey, Path> folders = new HashMap<>();

  FolderSignals() {
    try {
      service = FileSystems.getDefault().newWatchService();
    } catch (IOException unable) {
      throw new LibraryException("The system tells of no changes in folders.", unable);
    }
  }

  /** Listens to a folder, not to those in it; answers false if the system takes no more. */
  boolean listen(Path folder) {
    if (folders.size() >= MOST_FOLDERS) {
      return false;
    }
    try {
      folders.put(
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE),
          folder);
      return true;
    } catch (IOException | ClosedWatchServiceException refused) {
      return false;
    }
  }

  /** Listens no more to what is at or below a folder. */
  void leave(Path folder) {
    folders
        .entrySet()
        .removeIf(
            listening -> {
              boolean below = listening.getValue().startsWith(folder);
              if (below) {
                listening.getKey().cancel();
              }
              return below;
            });
  }

  /**
   * What has changed since this was last asked: files, and folders of which all may have changed.
   */
  Set<Path> changed() {
    Set<Path> changed = new LinkedHashSet<>();
    for (WatchKey key = service.poll(); key != null; key = service.poll()) {
      Path folder = folders.get(key);
      for (WatchEvent<?> event : key.pollEvents()) {
        if (folder != null) {
          changed.add(event.context() instanceof Path name ? folder.resolve(name) : folder);
        }
      }
      if (!key.reset() && folder != null) {
        folders.remove(key);
        changed.add(folder);
      }
    }
    return changed;
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException broken) {
      throw new LibraryException("Listening to folders can't be ended.", broken);
    }
  }
}
