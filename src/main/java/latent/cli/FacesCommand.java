package latent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Gallery.FaceEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "faces", description = "The faces, and whose they are.")
final class FacesCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Option(names = "--photo", paramLabel = "X", description = "only those in this photo")
  private @Nullable String photo;

  @Option(
      names = "--person",
      paramLabel = "P",
      description = "only those of this person (id or name)")
  private @Nullable String person;

  @Override
  public Integer call() {
    List<FaceEntry> faces;
    try (Flows flows = tree.look()) {
      faces = flows.gallery().faces(photo, person);
    }
    if (tree.json()) {
      tree.terminal().json(faces);
      return ExitCode.DONE;
    }
    List<List<String>> rows = new ArrayList<>();
    for (FaceEntry face : faces) {
      rows.add(
          List.of(
              face.face(),
              String.format(Locale.ROOT, "%.2f", face.score()),
              face.personName() == null ? Terminal.orEmpty(face.person()) : face.personName(),
              Terminal.orEmpty(face.why()),
              face.name()));
    }
    tree.terminal().table(List.of("face", "score", "person", "why", "photo"), rows);
    return ExitCode.DONE;
  }
}
