package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import latent.image.MediaTypeDetector;
import latent.photo.MediaType;
import latent.photo.PhotoId;

/**
 * Takes in the originals that lie on this device and that the catalog doesn't know: an import was
 * killed just before it wrote the row, or the catalog was lost before they had been sent. What the
 * vault knows of them counts first.
 */
public final class Adopter {

  /** Bytes that tell the type of a file. */
  private static final int HEAD = 4096;

  private final Library library;
  private final Rebuilder rebuilder;
  private final Registrar registrar;

  public Adopter(Library library, Rebuilder rebuilder, Clock clock) {
    this.library = library;
    this.rebuilder = rebuilder;
    this.registrar = new Registrar(library, clock);
  }

  /**
   * Adopts; answers how many. A file whose bytes are not what its name says is left alone.
   *
   * @throws IOException if there are such originals and the store can't be asked about them;
   *     nothing is changed then
   */
  public int adopt(Progress progress) throws IOException {
    if (unknown().isEmpty()) {
      return 0;
    }
    rebuilder.addMissing(progress);
    int adopted = 0;
    for (Path original : unknown()) {
      adopted += adopt(original) ? 1 : 0;
    }
    library.catalog().settle();
    return adopted;
  }

  private List<Path> unknown() {
    Path originals = library.directory().originals();
    if (!Files.isDirectory(originals)) {
      return List.of();
    }
    Set<PhotoId> known = library.catalog().photos().onDevice();
    List<Path> unknown = new ArrayList<>();
    try (var files = Files.walk(originals, 2)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Optional<PhotoId> id = named(file);
        if (id.isPresent() && !known.contains(id.get()) && isWithoutRow(id.get())) {
          unknown.add(file);
        }
      }
    } catch (IOException broken) {
      throw Disk.unusable(originals, broken);
    }
    return unknown;
  }

  private boolean isWithoutRow(PhotoId id) {
    return library.catalog().photos().find(id).isEmpty();
  }

  private static Optional<PhotoId> named(Path file) {
    String name = Disk.name(file);
    int dot = name.indexOf('.');
    String digits = dot < 0 ? name : name.substring(0, dot);
    return PhotoId.isPhotoId(digits) ? Optional.of(new PhotoId(digits)) : Optional.empty();
  }

  private boolean adopt(Path file) {
    try {
      PhotoId id = Custody.idOf(file);
      Optional<MediaType> mediaType = MediaTypeDetector.detect(Disk.beginning(file, HEAD));
      if (mediaType.isEmpty() || !library.directory().original(id, mediaType.get()).equals(file)) {
        return false;
      }
      String name = NameTag.read(file).orElseGet(() -> Disk.name(file));
      return registrar.add(
          registrar.look(id, name, mediaType.get(), Files.getLastModifiedTime(file), file));
    } catch (IOException broken) {
      throw Disk.unusable(file, broken);
    }
  }
}
