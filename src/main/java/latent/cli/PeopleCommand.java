package latent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Gallery.PersonEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "people", description = "The people: named ones first, then by faces.")
final class PeopleCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Override
  public Integer call() {
    List<PersonEntry> people;
    try (Flows flows = tree.look()) {
      people = flows.gallery().people();
    }
    if (tree.json()) {
      tree.terminal().json(people);
    } else {
      show(tree.terminal(), people);
    }
    return ExitCode.DONE;
  }

  static void show(Terminal terminal, List<PersonEntry> people) {
    List<List<String>> rows = new ArrayList<>();
    for (PersonEntry person : people) {
      rows.add(
          List.of(
              person.id(),
              String.valueOf(person.faces()),
              String.valueOf(person.photos()),
              Terminal.orEmpty(person.name()) + (person.hidden() ? " (hidden)" : "")));
    }
    terminal.table(List.of("person", "faces", "photos", "name"), rows);
  }
}
