package latent.cli;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Gallery.PersonEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "person",
    description = {
      "One person, and how complete its album is.",
      "Faces too small to be matched don't count; nothing is said of a person of one face."
    })
final class PersonCommand implements Callable<Integer> {

  /**
   * @param completeness the estimated share of the person's faces that is in the album, 0 to 1;
   *     null of a person of one face
   */
  record Answer(
      String id,
      @Nullable String name,
      int faces,
      int photos,
      String cover,
      boolean hidden,
      @Nullable Double completeness) {}

  @ParentCommand private CommandTree tree;

  @Parameters(index = "0", paramLabel = "P", description = "a person's id or name")
  private String person;

  @Override
  public Integer call() {
    PersonEntry entry;
    Double completeness;
    try (Flows flows = tree.look()) {
      entry = flows.gallery().person(person);
      OptionalDouble share = flows.witness().completeness(entry.id());
      completeness = share.isPresent() ? share.getAsDouble() : null;
    }
    if (tree.json()) {
      tree.terminal()
          .json(
              new Answer(
                  entry.id(),
                  entry.name(),
                  entry.faces(),
                  entry.photos(),
                  entry.cover(),
                  entry.hidden(),
                  completeness));
      return ExitCode.DONE;
    }
    String complete =
        completeness == null
            ? ""
            : String.format(
                Locale.ROOT, "; about %.0f %% of this person's faces are here", 100 * completeness);
    tree.terminal()
        .say(
            String.format(
                Locale.ROOT,
                "%s (%s): %d faces in %d photos%s.",
                entry.name() == null ? "Nobody named yet" : entry.name(),
                entry.id(),
                entry.faces(),
                entry.photos(),
                complete));
    return ExitCode.DONE;
  }
}
