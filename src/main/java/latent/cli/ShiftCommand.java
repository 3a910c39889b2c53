package latent.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import latent.library.Flows;
import latent.library.NightShift;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "shift",
    description = "Do what is pending and allowed: read, upload, group, offload.")
final class ShiftCommand implements Callable<Integer> {

  /** A program that is told to end must not take for ever; one that is cut off loses nothing. */
  private static final int SECONDS_TO_END = 10;

  @ParentCommand private CommandTree tree;

  @Option(
      names = "--now",
      description = "whatever the conditions, quiet hours or a pause; budgets hold all the same")
  private boolean now;

  @Option(names = "--until-done", description = "go on until nothing more can be done")
  private boolean untilDone;

  @Option(
      names = "--limit",
      paramLabel = "RATE",
      converter = Rate.Converter.class,
      description = "move no more than this, 2MB/s or off (default: as latent policy says)")
  private @Nullable Rate limit;

  @Override
  public Integer call() throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    try {
      return work(ended);
    } finally {
      ended.countDown();
    }
  }

  /**
   * Ctrl-C, and whatever else ends the program from outside, stops the shift where nothing is lost.
   */
  private static void stopWhenTold(NightShift shift, CountDownLatch ended) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  shift.stop();
                  try {
                    if (!ended.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                      return;
                    }
                  } catch (InterruptedException hurried) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  private int work(CountDownLatch ended) throws IOException {
    NightShift.Report report;
    try (Flows flows = tree.work();
        ProgressLine progress = new ProgressLine(tree.terminal())) {
      stopWhenTold(flows.nightShift(), ended);
      if (limit != null) {
        flows.library().limit(limit.bytesPerSecond());
      }
      report = flows.nightShift().run(now, progress);
      while (untilDone && didSomething(report)) {
        NightShift.Report more = flows.nightShift().run(now, progress);
        report = sum(report, more);
        if (!didSomething(more)) {
          break;
        }
      }
    }
    show(report);
    return report.failed() == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
  }

  private static boolean didSomething(NightShift.Report report) {
    return report.arrived()
            + report.heard()
            + report.analysed()
            + report.uploaded()
            + report.offloaded()
            + report.removed()
            + report.grouped()
        > 0;
  }

  private static NightShift.Report sum(NightShift.Report one, NightShift.Report more) {
    List<NightShift.Failure> failures = new ArrayList<>(one.failures());
    failures.addAll(more.failures());
    return new NightShift.Report(
        one.arrived() + more.arrived(),
        one.heard() + more.heard(),
        one.analysed() + more.analysed(),
        one.uploaded() + more.uploaded(),
        one.offloaded() + more.offloaded(),
        one.removed() + more.removed(),
        more.grouped() > 0 ? more.grouped() : one.grouped(),
        more.waiting(),
        one.failed() + more.failed(),
        failures,
        more.damages());
  }

  private void show(NightShift.Report report) {
    for (NightShift.Failure failure : report.failures()) {
      tree.terminal()
          .remark(
              failure.name() + " (" + failure.photo().substring(0, 12) + "): " + failure.reason());
    }
    report.damages().forEach(tree.terminal()::remark);
    if (tree.json()) {
      tree.terminal().json(report);
      return;
    }
    if (report.arrived() + report.heard() > 0) {
      tree.terminal()
          .say(
              "From other devices: "
                  + report.arrived()
                  + " photos and "
                  + report.heard()
                  + " facts.");
    }
    tree.terminal()
        .say(
            report.analysed()
                + " photos read, "
                + report.uploaded()
                + " uploaded, "
                + report.offloaded()
                + " offloaded, "
                + (report.removed() == 0 ? "" : report.removed() + " removed from the trash, ")
                + report.grouped()
                + " faces grouped, "
                + report.failed()
                + " failed.");
    for (NightShift.Waiting waiting : report.waiting()) {
      tree.terminal()
          .say(
              "Waiting: "
                  + waiting.work()
                  + " "
                  + waiting.count()
                  + " photos, because "
                  + waiting.because()
                  + ".");
    }
  }
}
