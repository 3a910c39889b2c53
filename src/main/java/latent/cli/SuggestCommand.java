package latent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Witness.QuestionEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "suggest",
    description = {
      "The questions worth asking next, those first that settle most.",
      "Same person? Yes: latent merge PERSON OTHER. No: latent reject FACE PERSON.",
      "Really this person? Yes: latent confirm FACE PERSON. No: latent reject FACE PERSON.",
      "Who is this? latent name PERSON NAME."
    })
final class SuggestCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "10",
      description = "how many (default: 10)")
  private int most;

  @Override
  public Integer call() {
    List<QuestionEntry> questions;
    try (Flows flows = tree.look()) {
      questions = flows.witness().questions(most);
    }
    if (tree.json()) {
      tree.terminal().json(questions);
      return ExitCode.DONE;
    }
    List<List<String>> rows = new ArrayList<>();
    for (QuestionEntry question : questions) {
      rows.add(
          List.of(
              question.question(),
              question.person(),
              Terminal.orEmpty(question.other()),
              question.face(),
              String.valueOf(question.faces()),
              String.format(Locale.ROOT, "%.1f", question.gain())));
    }
    tree.terminal().table(List.of("question", "person", "other", "face", "faces", "gain"), rows);
    return ExitCode.DONE;
  }
}
