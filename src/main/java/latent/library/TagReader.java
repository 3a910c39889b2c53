package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import latent.catalog.Catalog;
import latent.people.Grouping;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.FaceReference;
import latent.photo.Features;

/**
 * Reads the faces that the user tagged where no detector saw one: out of the preview that is on
 * this device, so that no original is read and nothing is fetched. What is found there helps to
 * find the person elsewhere. For another embedder the crop is enough that was kept.
 */
public final class TagReader {

  private final Library library;

  public TagReader(Library library) {
    this.library = library;
  }

  /** Reads what was tagged and not read yet; answers how many faces were found. */
  public int read() {
    Catalog catalog = library.catalog();
    Set<FaceId> known =
        new HashSet<>(catalog.readings().boxes(library.models().embedder().toString()));
    int found = 0;
    for (FaceReference tag : Grouping.tags(catalog.facts().ofShown())) {
      FaceId box = FaceId.of(tag.photo(), tag.box());
      if (known.add(box) && !isSeen(tag)) {
        found += read(tag, box);
      }
    }
    return found;
  }

  private boolean isSeen(FaceReference tag) {
    return Grouping.find(tag, library.catalog().faces().detected(tag.photo())).isPresent();
  }

  private int read(FaceReference tag, FaceId box) {
    Optional<Features> again = library.catalog().readings().find(box).flatMap(this::reread);
    if (again.isPresent()) {
      library.catalog().readings().keep(box, again.get(), false);
      return again.get().faces().size();
    }
    Path preview = library.directory().preview(tag.photo());
    if (!Files.exists(preview)) {
      return 0;
    }
    try {
      Optional<Features> read =
          library.readers().look(tag.photo(), tag.box(), Files.readAllBytes(preview));
      read.ifPresent(features -> library.catalog().readings().keep(box, features, false));
      return read.map(features -> features.faces().size()).orElse(0);
    } catch (IOException broken) {
      throw Disk.unusable(preview, broken);
    }
  }

  /** What another embedder's crop gives; empty if there is none. */
  private Optional<Features> reread(Features read) {
    if (read.faces().isEmpty() || read.faces().getFirst().crop().length == 0) {
      return Optional.empty();
    }
    return library
        .readers()
        .reread(read)
        .map(
            again ->
                new Features(
                    again.photo(),
                    again.detector(),
                    again.embedder(),
                    Features.Source.TAGGED,
                    again.faces()));
  }

  /**
   * The faces that count: read at boxes that are still tagged, and that no detector has seen since.
   */
  static List<Face> counting(Catalog catalog, String embedder) {
    List<Face> read = catalog.readings().faces(embedder);
    if (read.isEmpty()) {
      return read;
    }
    Set<FaceId> tagged = new HashSet<>();
    for (FaceReference tag : Grouping.tags(catalog.facts().ofShown())) {
      tagged.add(FaceId.of(tag.photo(), tag.box()));
    }
    List<Face> counting = new ArrayList<>();
    for (Face face : read) {
      boolean seen =
          Grouping.find(face.reference(), catalog.faces().detected(face.photo())).isPresent();
      if (tagged.contains(face.id()) && !seen) {
        counting.add(face);
      }
    }
    return counting;
  }
}
