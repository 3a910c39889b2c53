package latent.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import latent.library.Flows;
import latent.library.NotFoundException;
import latent.library.Witness;
import latent.library.Witness.Testimony;
import latent.photo.Box;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The commands by which the user says something. None of them moves a photo. */
final class FactCommands {

  private FactCommands() {}

  /** One thing said. */
  private abstract static class Said implements Callable<Integer> {

    @ParentCommand private CommandTree tree;

    abstract Testimony say(Witness witness) throws IOException;

    @Override
    public Integer call() throws IOException {
      Testimony testimony;
      try (Flows flows = tree.work()) {
        testimony = say(flows.witness());
      }
      String remark = testimony.remark();
      if (remark != null) {
        tree.terminal().remark("latent: " + remark);
      }
      if (tree.json()) {
        tree.terminal().json(testimony);
      } else {
        tree.terminal()
            .say(
                "Noted as "
                    + String.join(", ", testimony.facts())
                    + "; the people stood after "
                    + testimony.milliseconds()
                    + " ms. No photo was moved.");
        PeopleCommand.show(tree.terminal(), testimony.people());
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "name", description = "This person is called NAME.")
  static final class Name extends Said {
    @Parameters(index = "0", paramLabel = "P", description = "a person's id or name")
    private String person;

    @Parameters(index = "1", paramLabel = "NAME")
    private String name;

    @Override
    Testimony say(Witness witness) throws IOException {
      return witness.name(person, name);
    }
  }

  @Command(name = "merge", description = "These people are one; the first keeps its name.")
  static final class Merge extends Said {
    @Parameters(index = "0", paramLabel = "P", description = "a person's id or name")
    private String person;

    @Parameters(index = "1..*", paramLabel = "Q", arity = "1..*", description = "others'")
    private List<String> others;

    @Override
    Testimony say(Witness witness) throws IOException {
      return witness.merge(person, others);
    }
  }

  @Command(name = "split", description = "These faces are somebody else than this person.")
  static final class Split extends Said {
    @Parameters(index = "0", paramLabel = "P", description = "a person's id or name")
    private String person;

    @Parameters(index = "1..*", paramLabel = "FACE", arity = "1..*")
    private List<String> faces;

    @Override
    Testimony say(Witness witness) throws IOException {
      return witness.split(person, faces);
    }
  }

  @Command(name = "confirm", description = "This face is that person.")
  static final class Confirm extends Said {
    @Parameters(index = "0", paramLabel = "FACE")
    private String face;

    @Parameters(index = "1", paramLabel = "P", description = "a person's id or name")
    private String person;

    @Override
    Testimony say(Witness witness) throws IOException {
      return witness.confirm(face, person);
    }
  }

  @Command(name = "reject", description = "This face is not that person.")
  static final class Reject extends Said {
    @Parameters(index = "0", paramLabel = "FACE")
    private String face;

    @Parameters(index = "1", paramLabel = "P", description = "a person's id or name")
    private String person;

    @Override
    Testimony say(Witness witness) throws IOException {
      return witness.reject(face, person);
    }
  }

  @Command(name = "not-a-face", description = "There is no face here.")
  static final class NotAFace extends Said {
    @Parameters(index = "0", paramLabel = "FACE")
    private String face;

    @Override
    Testimony say(Witness witness) throws IOException {
      return witness.notAFace(face);
    }
  }

  @Command(name = "hide", description = "Don't show this person among the people.")
  static final class Hide extends Said {
    @Parameters(index = "0", paramLabel = "P", description = "a person's id or name")
    private String person;

    @Override
    Testimony say(Witness witness) throws IOException {
      return witness.hide(person);
    }
  }

  @Command(name = "show", description = "Show this person among the people again.")
  static final class Show extends Said {
    @Parameters(index = "0", paramLabel = "P", description = "a person's id or name")
    private String person;

    @Override
    Testimony say(Witness witness) throws IOException {
      return witness.show(person);
    }
  }

  @Command(name = "cover", description = "This face stands for that person.")
  static final class Cover extends Said {
    @Parameters(index = "0", paramLabel = "FACE")
    private String face;

    @Parameters(index = "1", paramLabel = "P", description = "a person's id or name")
    private String person;

    @Override
    Testimony say(Witness witness) throws IOException {
      return witness.cover(face, person);
    }
  }

  @Command(
      name = "tag",
      description = "The person called NAME is in this photo, in a box of it or somewhere.",
      customSynopsis = "latent tag PHOTO [x,y,w,h] NAME")
  static final class Tag extends Said {
    @Parameters(index = "0", paramLabel = "PHOTO")
    private String photo;

    @Parameters(
        index = "1..*",
        arity = "1..2",
        paramLabel = "[x,y,w,h] NAME",
        hideParamSyntax = true,
        description = "the box, if there is one, in fractions of the upright picture; the name")
    private List<String> boxAndName;

    @Override
    Testimony say(Witness witness) throws IOException {
      return boxAndName.size() == 1
          ? witness.tag(photo, boxAndName.getFirst())
          : witness.tag(photo, box(boxAndName.getFirst()), boxAndName.getLast());
    }
  }

  @Command(name = "undo", description = "A fact no longer counts; without FACT, the last one.")
  static final class Undo extends Said {
    @Parameters(index = "0", paramLabel = "FACT", arity = "0..1")
    private @Nullable String fact;

    @Override
    Testimony say(Witness witness) throws IOException {
      return witness.undo(fact);
    }
  }

  @Command(name = "facts", description = "Everything you said, newest first.")
  static final class Facts implements Callable<Integer> {

    @ParentCommand private CommandTree tree;

    @Override
    public Integer call() {
      List<Witness.FactEntry> facts;
      try (Flows flows = tree.look()) {
        facts = flows.witness().facts();
      }
      if (tree.json()) {
        tree.terminal().json(facts);
        return ExitCode.DONE;
      }
      List<List<String>> rows = new ArrayList<>();
      for (Witness.FactEntry fact : facts) {
        rows.add(
            List.of(fact.fact(), fact.at(), fact.sentence() + (fact.undone() ? " (undone)" : "")));
      }
      tree.terminal().table(List.of("fact", "at", "says"), rows);
      facts.stream()
          .flatMap(fact -> Stream.ofNullable(fact.contradiction()))
          .distinct()
          .forEach(tree.terminal()::say);
      return ExitCode.DONE;
    }
  }

  /** Four fractions with commas between them. */
  private static Box box(String text) {
    String[] parts = text.split(",", -1);
    try {
      if (parts.length == 4) {
        return new Box(
            Double.parseDouble(parts[0]),
            Double.parseDouble(parts[1]),
            Double.parseDouble(parts[2]),
            Double.parseDouble(parts[3]));
      }
    } catch (IllegalArgumentException wrong) {
      throw new NotFoundException(complaint(text));
    }
    throw new NotFoundException(complaint(text));
  }

  private static String complaint(String text) {
    return "“"
        + text
        + "” is no box; write x,y,w,h in fractions of the picture, such as 0.2,0.1,0.3,0.4";
  }
}
