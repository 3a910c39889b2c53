package latent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Gallery.PhotoEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "photos", description = "The library's photos, newest first.")
final class PhotosCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Option(
      names = "--person",
      paramLabel = "P",
      description = "only those with this person (id or name)")
  private @Nullable String person;

  @Option(
      names = "--query",
      paramLabel = "Q",
      description = "only those whose name, date, camera, state or people have all of these words")
  private @Nullable String query;

  @Option(names = "--trash", description = "those in the trash instead, the next to leave first")
  private boolean trash;

  @Override
  public Integer call() {
    if (trash) {
      return TrashCommands.list(tree);
    }
    List<PhotoEntry> photos;
    try (Flows flows = tree.look()) {
      photos = flows.gallery().photos(person, query);
    }
    if (tree.json()) {
      tree.terminal().json(photos);
      return ExitCode.DONE;
    }
    List<List<String>> rows = new ArrayList<>();
    for (PhotoEntry photo : photos) {
      rows.add(
          List.of(
              photo.photo().substring(0, 12),
              photo.taken(),
              photo.width() + "x" + photo.height(),
              String.valueOf(photo.faces()),
              photo.state(),
              photo.name()));
    }
    tree.terminal().table(List.of("photo", "taken", "size", "faces", "state", "name"), rows);
    return ExitCode.DONE;
  }
}
