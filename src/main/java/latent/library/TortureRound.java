package latent.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import latent.catalog.Groups.Group;
import latent.library.TortureLab.Flow;
import latent.library.TortureLab.Harm;
import latent.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/**
 * What one library goes through: flow after flow, most of them killed, and looked at in between.
 */
final class TortureRound {

  private static final JsonMapper JSON = new JsonMapper();
  private static final long BUDGET = 5_000_000_000L;

  private static final int MOST_CHANGES = 8;

  /** Of a hundred runs so many lose a reader, the next are killed at a change, the last spared. */
  private static final int READERS_BELOW = 10;

  private static final int AIMED_BELOW = 50;
  private static final int SPARED_FROM = 90;
  private static final int USAGE = 2;

  private final TortureLab.Entrances entrances;
  private final Path folder;
  private final String cloud;
  private final List<byte[]> pictures;
  private final Random random;
  private final TortureLab.Tally tally;
  private final LibraryDirectory directory;
  private final Victim victim;
  private final Inquest inquest;
  private final List<Path> added = new ArrayList<>();
  private int files;

  TortureRound(
      TortureLab.Entrances entrances,
      Path folder,
      String cloud,
      List<byte[]> pictures,
      Random random,
      TortureLab.Tally tally)
      throws IOException {
    this.entrances = entrances;
    this.folder = folder;
    this.cloud = cloud;
    this.pictures = pictures;
    this.random = random;
    this.tally = tally;
    this.directory = new LibraryDirectory(folder.resolve("library"));
    for (Path place : List.of(sources(), outputs())) {
      Files.createDirectories(place);
    }
    this.victim = new Victim(folder.resolve("program"), directory.root(), entrances.passphrase());
    this.inquest = new Inquest(entrances, directory, cloud, tally);
  }

  private Path sources() {
    return folder.resolve("sources");
  }

  private Path outputs() {
    return folder.resolve("outputs");
  }

  /** Goes on for so long, or until something is wrong. */
  void run(BooleanSupplier goesOn, Runnable progress) throws IOException {
    found();
    Path mirror = folder.resolve("mirror");
    entrances.founder().join(mirror, cloud, BUDGET);
    try (Flows second = entrances.work().apply(mirror)) {
      inquest.begin(second);
      int faults = tally.faults();
      undisturbed();
      while (goesOn.getAsBoolean() && tally.faults() == faults) {
        Flow flow = torture();
        if (random.nextInt(10) < 7) {
          inquest.look(flow.label());
        }
        if (random.nextInt(14) == 0) {
          settle();
        }
        progress.run();
      }
      if (tally.faults() == faults) {
        settle();
      }
    }
    tally.photos += inquest.acknowledged().size();
    tally.facts += inquest.facts();
  }

  /** Where a kill leaves a vault and no library, joining it makes one, as the sentence says. */
  private void found() throws IOException {
    List<String> words = List.of("init", "--cloud", cloud);
    Victim.End end = victim.run(words, Dooms.after(tally.within(Flow.INIT, random)));
    tally.ran(Flow.INIT, end.killed(), false, false);
    if (!Files.exists(directory.settings())
        && victim.run(words, Victim.Doom.NEVER).exitCode() != 0) {
      must(List.of("join", "--cloud", cloud), Flow.INIT);
    }
  }

  /** So that there are photos and people from the start, and it is known what this takes. */
  private void undisturbed() throws IOException {
    List<String> adding = new ArrayList<>();
    ended(add(adding), adding, timed(Flow.ADD, adding));
    List<String> working = new ArrayList<>();
    ended(shift(working), working, timed(Flow.SHIFT, working));
    inquest.look("the beginning");
  }

  private Victim.End timed(Flow flow, List<String> words) throws IOException {
    Victim.End end = victim.run(words, Victim.Doom.NEVER);
    tally.took(flow, end.took());
    return end;
  }

  private Flow torture() throws IOException {
    int dice = random.nextInt(100);
    List<String> words = new ArrayList<>();
    Flow flow;
    if (dice < 25) {
      flow = add(words);
    } else if (dice < 35) {
      flow = move(words);
    } else if (dice < 60) {
      flow = shift(words);
    } else if (dice < 70) {
      flow = free(words);
    } else if (dice < 81) {
      flow = open(words);
    } else if (dice < 95) {
      flow = say(words);
    } else {
      flow = verify(words);
    }
    run(flow, words);
    return flow;
  }

  private void run(Flow flow, List<String> words) throws IOException {
    Duration time = tally.within(flow, random);
    int way = random.nextInt(100);
    boolean reads = flow == Flow.ADD || flow == Flow.MOVE || flow == Flow.SHIFT;
    Dooms.@Nullable ReaderDoom reader =
        way < READERS_BELOW && reads ? Dooms.reader(time.dividedBy(2), random) : null;
    boolean spared = way >= SPARED_FROM;
    boolean aimed = reader == null && !spared && way < AIMED_BELOW;
    Victim.Doom doom = spared ? Victim.Doom.NEVER : Dooms.after(time);
    if (aimed) {
      doom = Dooms.atChange(1 + random.nextInt(MOST_CHANGES), watched(), directory.catalog());
    }
    Victim.End end = victim.run(words, reader == null ? doom : reader);
    tally.ran(flow, end.killed(), aimed, reader != null && reader.killed());
    if (flow == Flow.FACT) {
      inquest.mayHaveSaid();
    }
    if (!end.killed()) {
      tally.took(flow, end.took());
      ended(flow, words, end);
    }
    if (flow == Flow.OPEN) {
      opened(words, end);
    }
  }

  private List<Path> watched() {
    List<Path> watched = new ArrayList<>(List.of(directory.incoming(), outputs(), sources()));
    Path store = inquest.cloudFolder();
    if (store != null) {
      watched.add(store.resolve(".incoming"));
    }
    return watched;
  }

  /** It came to its end: that is its word for what it did. */
  private void ended(Flow flow, List<String> words, Victim.End end) throws IOException {
    if (flow == Flow.FACT && end.exitCode() == USAGE) {
      return;
    }
    if (end.exitCode() != 0) {
      failed(words, flow.label(), end);
      return;
    }
    switch (flow) {
      case ADD, MOVE -> {
        for (JsonNode item : JSON.readTree(end.answer()).get("items")) {
          inquest.acknowledge(new PhotoId(item.get("photo").asText()));
        }
      }
      case FACT -> {
        for (JsonNode fact : JSON.readTree(end.answer()).get("facts")) {
          inquest.said(fact.asText());
        }
      }
      case INIT, SHIFT, FREE, OPEN, VERIFY -> {}
    }
  }

  private void failed(List<String> words, String during, Victim.End end) {
    tally.fault(Harm.FAILED, during, "“" + String.join(" ", words) + "” ended with " + end.words());
  }

  private Victim.End must(List<String> words, Flow flow) throws IOException {
    Victim.End end = victim.run(words, Victim.Doom.NEVER);
    if (end.exitCode() != 0) {
      failed(words, "after " + flow.label(), end);
    }
    return end;
  }

  /** New photos, and sometimes one that was added before. */
  private Flow add(List<String> words) throws IOException {
    words.addAll(List.of("add", "--json"));
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      boolean again = !added.isEmpty() && random.nextInt(5) == 0;
      Path file = again ? added.get(random.nextInt(added.size())) : derive();
      added.add(file);
      words.add(file.toString());
    }
    return Flow.ADD;
  }

  private Flow move(List<String> words) throws IOException {
    words.addAll(List.of("add", "--move", "--json"));
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Path file = derive();
      inquest.moving(file, PhotoId.of(Files.readAllBytes(file)));
      words.add(file.toString());
    }
    return Flow.MOVE;
  }

  private Path derive() throws IOException {
    Path file = sources().resolve(files++ + ".jpg");
    TortureLab.derive(pictures, random, file);
    return file;
  }

  private static Flow shift(List<String> words) {
    words.addAll(List.of("shift", "--now", "--json"));
    return Flow.SHIFT;
  }

  private Flow free(List<String> words) {
    words.addAll(List.of("free", "--json"));
    if (random.nextBoolean()) {
      words.add(10 + random.nextInt(200) + "KB");
    }
    return Flow.FREE;
  }

  private Flow open(List<String> words) {
    List<PhotoId> photos = List.copyOf(inquest.acknowledged());
    if (photos.isEmpty()) {
      return shift(words);
    }
    PhotoId photo = photos.get(random.nextInt(photos.size()));
    words.addAll(
        List.of("open", photo.hex(), "-o", outputs().resolve("opened").toString(), "--json"));
    return Flow.OPEN;
  }

  /** What was opened is there whole or not at all. */
  private void opened(List<String> words, Victim.End end) throws IOException {
    PhotoId photo = new PhotoId(words.get(1));
    Path file = outputs().resolve("opened");
    if (Files.exists(file)) {
      if (!Custody.idOf(file).equals(photo)) {
        tally.fault(Harm.LOST, Flow.OPEN.label(), photo + " was not opened byte for byte");
      }
      Files.delete(file);
    } else if (!end.killed() && end.exitCode() == 0) {
      tally.fault(Harm.LOST, Flow.OPEN.label(), photo + " was said to be opened, and is not there");
    }
  }

  private Flow say(List<String> words) {
    List<Group> people = inquest.people();
    if (people.isEmpty()) {
      return shift(words);
    }
    Group one = people.get(random.nextInt(people.size()));
    Group other = people.get(random.nextInt(people.size()));
    int dice = random.nextInt(10);
    if (dice < 5) {
      words.addAll(List.of("name", one.id(), "Name " + random.nextInt(1_000_000)));
    } else if (dice < 7 && !one.equals(other)) {
      words.addAll(List.of("merge", one.id(), other.id()));
    } else if (dice < 9) {
      words.addAll(List.of("confirm", other.cover().hex(), one.id()));
    } else {
      words.add("undo");
    }
    words.add("--json");
    return Flow.FACT;
  }

  private Flow verify(List<String> words) {
    words.addAll(List.of("verify", "--json"));
    if (random.nextBoolean()) {
      words.add("--deep");
    }
    return Flow.VERIFY;
  }

  /** A shift is let through; then everything is held against everything. */
  private void settle() throws IOException {
    tally.settled++;
    must(List.of("shift", "--now"), Flow.SHIFT);
    inquest.settled();
    inquest.leftovers(outputs(), directory.root());
    List<String> look = List.of("status", "--json");
    if (!isEmpty(victim.temporary())) {
      // The readers of a killed program live on for at most two seconds.
      pause(Duration.ofMillis(2500));
      must(look, Flow.SHIFT);
      inquest.empty(victim.temporary());
    }
    List<String> words = new ArrayList<>();
    if (open(words) == Flow.OPEN) {
      opened(words, must(words, Flow.OPEN));
    }
  }

  private static boolean isEmpty(Path place) throws IOException {
    try (var inside = Files.list(place)) {
      return inside.findAny().isEmpty();
    }
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
