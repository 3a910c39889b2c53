package latent.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import latent.library.Caretaker;
import latent.library.Flows;
import latent.library.Gallery;
import latent.library.ImportWatch;

/**
 * The figures of a running Latent, in the text format of Prometheus. What they are about is looked
 * up once each time they are asked for; no label says anything of a photo, a person or a place.
 */
final class Meters implements AutoCloseable {

  /** All figures of one moment. */
  private record Moment(
      Gallery.Status status,
      Map<Transfer, Gallery.Moved> moved,
      Caretaker.Account account,
      ImportWatch.State watching) {}

  private record Transfer(String direction, String reason) {}

  private final Flows flows;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Set<Transfer> known = new HashSet<>();
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private volatile Moment moment;

  Meters(Flows flows) {
    this.flows = flows;
    this.moment = look();
    library();
    work();
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  private Moment look() {
    Map<Transfer, Gallery.Moved> moved = new HashMap<>();
    for (Gallery.Moved line : flows.gallery().ledger(Instant.EPOCH)) {
      moved.put(new Transfer(line.direction(), line.reason()), line);
    }
    return new Moment(
        flows.gallery().status(), moved, flows.caretaker().account(), flows.importWatch().state());
  }

  private void library() {
    gauge("latent.photos", "Photos in the library", now -> now.status().photos());
    gauge("latent.faces", "Faces that were found", now -> now.status().faces());
    gauge("latent.people", "People, named or not", now -> now.status().people());
    gauge("latent.people.named", "People who have a name", now -> now.status().named());
    gauge(
        "latent.quarantined", "Photos that broke their reader", now -> now.status().quarantined());
    gauge("latent.unreadable", "Photos that can't be shown", now -> now.status().unreadable());
    gauge("latent.originals", "place", "device", now -> now.status().originals().onDevice());
    gauge("latent.originals", "place", "cloud", now -> now.status().originals().inCloud());
    gauge("latent.pending", "work", "analyse", now -> now.status().pending().analyse());
    gauge("latent.pending", "work", "upload", now -> now.status().pending().upload());
    gauge("latent.pending", "work", "offload", now -> now.status().pending().offload());
    bytes("latent.device", "Disk that the library takes", now -> now.status().deviceBytes());
    bytes("latent.budget", "Disk that the library may take", now -> now.status().budgetBytes());
    bytes("latent.cloud", "What lies in the cloud", now -> now.status().cloudBytes());
  }

  private void work() {
    count("latent.shifts", "Night shifts that ended well", now -> now.account().shifts());
    count("latent.shift.failures", "Night shifts that did not", now -> now.account().failures());
    FunctionCounter.builder("latent.shift.time", this, all -> all.moment.account().seconds())
        .description("What all night shifts took together")
        .baseUnit("seconds")
        .register(registry);
    gauge(
        "latent.shift.failures.in.a.row",
        "Since one ended well",
        now -> now.account().failuresInARow());
    gauge("latent.watched.folders", "state", "there", now -> there(now.watching()));
    gauge("latent.watched.folders", "state", "away", now -> now.watching().away());
    gauge(
        "latent.watched.files.waiting",
        "Files that may still grow",
        now -> now.watching().waiting());
    Gauge.builder("latent.readers", flows, all -> all.library().readerProcesses())
        .description("Processes that read photos")
        .register(registry);
  }

  private static int there(ImportWatch.State watching) {
    return watching.folders() - watching.away();
  }

  private void gauge(String name, String what, ToDoubleFunction<Moment> figure) {
    Gauge.builder(name, this, all -> figure.applyAsDouble(all.moment))
        .description(what)
        .register(registry);
  }

  private void gauge(String name, String tag, String value, ToDoubleFunction<Moment> figure) {
    Gauge.builder(name, this, all -> figure.applyAsDouble(all.moment))
        .tag(tag, value)
        .register(registry);
  }

  private void bytes(String name, String what, ToDoubleFunction<Moment> figure) {
    Gauge.builder(name, this, all -> figure.applyAsDouble(all.moment))
        .description(what)
        .baseUnit("bytes")
        .register(registry);
  }

  private void count(String name, String what, ToDoubleFunction<Moment> figure) {
    FunctionCounter.builder(name, this, all -> figure.applyAsDouble(all.moment))
        .description(what)
        .register(registry);
  }

  /** The ledger's lines appear as there are some, each once. */
  private void ledger(Transfer transfer) {
    if (!known.add(transfer)) {
      return;
    }
    Tags tags = Tags.of("direction", transfer.direction(), "reason", transfer.reason());
    FunctionCounter.builder("latent.moved", this, all -> all.moved(transfer).bytes())
        .description("What went to and came from the cloud, as the ledger has it")
        .baseUnit("bytes")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder("latent.moved.objects", this, all -> all.moved(transfer).objects())
        .tags(tags)
        .register(registry);
  }

  private Gallery.Moved moved(Transfer transfer) {
    return moment
        .moved()
        .getOrDefault(transfer, new Gallery.Moved(transfer.direction(), transfer.reason(), 0, 0));
  }

  /** All figures as they are now. */
  synchronized String text() {
    moment = look();
    moment.moved().keySet().forEach(this::ledger);
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
