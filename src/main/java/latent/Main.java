package latent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import latent.catalog.Catalog;
import latent.catalog.CatalogException;
import latent.catalog.Ledger;
import latent.cli.CommandTree;
import latent.cli.Doors;
import latent.cli.ExitCode;
import latent.cli.UnusableFileException;
import latent.conditions.ConditionSensor;
import latent.crypto.MistypedException;
import latent.library.Adopter;
import latent.library.Analyst;
import latent.library.Caretaker;
import latent.library.Checker;
import latent.library.Equipment;
import latent.library.Flows;
import latent.library.Founder;
import latent.library.Gallery;
import latent.library.Grouper;
import latent.library.Health;
import latent.library.ImportWatch;
import latent.library.Importer;
import latent.library.Library;
import latent.library.LibraryException;
import latent.library.Locksmith;
import latent.library.NightShift;
import latent.library.NotFoundException;
import latent.library.Offloader;
import latent.library.Outfitter;
import latent.library.Outlook;
import latent.library.Rebuilder;
import latent.library.Recaller;
import latent.library.Remover;
import latent.library.Scratch;
import latent.library.TagReader;
import latent.library.TrashCan;
import latent.library.UploadLab;
import latent.library.Uploader;
import latent.library.Witness;
import latent.people.Calibration;
import latent.store.AccountedStore;
import latent.store.BareUpload;
import latent.store.Direction;
import latent.store.ObjectStore;
import latent.store.PatientStore;
import latent.store.StoreException;
import latent.store.Stores;
import latent.vault.DamagedVaultException;
import latent.vault.NoVaultException;
import latent.vault.Vault;
import latent.vault.VaultExistsException;
import latent.vault.VaultUnavailableException;
import latent.vault.WrongPassphraseException;
import latent.vision.DetectorDescription;
import latent.vision.EmbedderDescription;
import latent.vision.ModelDescription;
import latent.vision.UnusableModelException;
import latent.web.HomeServer;
import latent.worker.WorkerPool;
import latent.worker.WorkerSettings;
import latent.worker.WorkersUnableException;
import org.jspecify.annotations.Nullable;

/** Where objects are joined. */
public class Main implements Doors {

  private static final String DETECTOR = "retinaface-mnet25-v2.json";
  private static final String EMBEDDER = "faceplugin-fr-feature.json";

  private final Clock clock;
  private final ConditionSensor sensor;
  private final UnaryOperator<ObjectStore> way;
  private final Duration pause;

  public Main() {
    this(Clock.systemUTC(), UnaryOperator.identity());
  }

  /**
   * With another idea of what time it is, and of the way to the store.
   *
   * @param way what lies between here and the store
   */
  public Main(Clock clock, UnaryOperator<ObjectStore> way) {
    this(clock, way, sensors(), NightShift.USUAL_PAUSE);
  }

  /**
   * On a machine of which other sensors tell.
   *
   * @param pause how long they are left alone while a night shift works
   */
  public Main(Clock clock, UnaryOperator<ObjectStore> way, ConditionSensor sensor, Duration pause) {
    this.clock = clock;
    this.way = way;
    this.sensor = sensor;
    this.pause = pause;
  }

  /**
   * This machine's sensors, or those in the folder that the property {@code latent.machine} names.
   */
  private static ConditionSensor sensors() {
    String machine = System.getProperty("latent.machine");
    return machine == null
        ? ConditionSensor.ofThisMachine()
        : ConditionSensor.ofLinux(Path.of(machine));
  }

  public static void main(String[] arguments) {
    System.exit(CommandTree.run(new Main(), arguments));
  }

  @Override
  public Flows look(Path library, Equipment.Passphrase passphrase) {
    return flows(Library.look(library, equipment(passphrase)));
  }

  @Override
  public Flows work(Path library, Equipment.Passphrase passphrase) {
    return flows(Library.work(library, equipment(passphrase)));
  }

  @Override
  public Founder founder(Equipment.Passphrase passphrase) {
    return new Founder(equipment(passphrase));
  }

  private Equipment equipment(Equipment.Passphrase passphrase) {
    Catalog.unpackInto(Scratch.folder());
    return new Equipment(new StoredVaults(clock, way), passphrase, models());
  }

  private Flows flows(Library library) {
    Gallery gallery = new Gallery(library, sensor);
    Grouper grouper = new Grouper(library);
    Uploader uploader = new Uploader(library);
    TagReader tagReader = new TagReader(library);
    Offloader offloader = new Offloader(library, gallery);
    Rebuilder rebuilder = new Rebuilder(library, grouper, clock);
    Remover remover = new Remover(library, rebuilder, grouper, clock);
    Witness witness = new Witness(library, gallery, grouper, uploader, tagReader, clock);
    Adopter adopter = new Adopter(library, rebuilder, clock);
    Analyst analyst = new Analyst(library);
    Outfitter outfitter = new Outfitter(library, analyst);
    Recaller recaller = new Recaller(library, gallery, clock);
    Importer importer = new Importer(library, clock);
    NightShift nightShift =
        new NightShift(
            library, rebuilder, adopter, analyst, outfitter, recaller, uploader, tagReader, grouper,
            remover, offloader, clock, sensor, pause);
    Caretaker caretaker = new Caretaker(nightShift, clock);
    return new Flows(
        library,
        gallery,
        importer,
        nightShift,
        offloader,
        recaller,
        witness,
        new TrashCan(library, gallery, witness, remover, clock),
        new Checker(library, clock),
        rebuilder,
        new Locksmith(library),
        outfitter,
        new Outlook(library, outfitter, sensor, clock),
        new ImportWatch(library, importer, clock),
        caretaker,
        new Health(library, caretaker, clock));
  }

  @Override
  public Equipment.ModelSource models() {
    return new DescribedModels();
  }

  /** Models of descriptions in JSON. */
  private static final class DescribedModels implements Equipment.ModelSource {

    @Override
    public Equipment.Models usual() {
      Path folder = folder("latent.models", "models");
      return of(folder.resolve(DETECTOR), folder.resolve(EMBEDDER));
    }

    @Override
    public Equipment.Models of(Path detectorFile, Path embedderFile) {
      DetectorDescription detector = DetectorDescription.read(detectorFile);
      EmbedderDescription embedder = EmbedderDescription.read(embedderFile);
      Supplier<WorkerPool> readers =
          () ->
              new WorkerPool(
                  WorkerSettings.with(detectorFile, embedderFile).withFolder(Scratch.folder()));
      return new Equipment.Models(
          detector.modelName(),
          embedder.modelName(),
          calibration(embedder),
          detectorFile,
          embedderFile,
          readers);
    }

    @Override
    public Equipment.Described describe(Path file) {
      ModelDescription model = ModelDescription.read(file);
      Equipment.Role role =
          switch (model) {
            case DetectorDescription _ -> Equipment.Role.DETECTOR;
            case EmbedderDescription _ -> Equipment.Role.EMBEDDER;
          };
      return new Equipment.Described(role, model.modelName(), model.graph().file());
    }
  }

  private static Calibration calibration(EmbedderDescription embedder) {
    return new Calibration(
        embedder.calibration().stream()
            .map(point -> new Calibration.Point(point.falseMatchRate(), point.cosine()))
            .toList(),
        embedder.goodPixels(),
        embedder.uselessPixels(),
        embedder.goodLength(),
        new Calibration.Nobody(embedder.nobody().vector(), embedder.nobody().cosine()));
  }

  @Override
  public UploadLab.Bare bare(String cloud) throws IOException {
    BareUpload client = new BareUpload(cloud);
    return new UploadLab.Bare() {
      @Override
      public void put(String name, Path file) {
        client.put(name, file);
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  @Override
  public Path samples() {
    return folder("latent.samples", "samples");
  }

  private static Path folder(String property, String usual) {
    return Path.of(System.getProperty(property, usual));
  }

  @Override
  public Served serve(Flows flows, int port) {
    HomeServer server = new HomeServer(flows, port);
    return new Served() {
      @Override
      public String address() {
        return server.address();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }

  @Override
  public Fault fault(Throwable thrown) {
    return switch (thrown) {
      case UncheckedIOException wrapped when wrapped.getCause() != null ->
          fault(wrapped.getCause());
      case NotFoundException notFound -> new Fault(message(notFound), ExitCode.USAGE);
      case UnusableFileException unusable -> new Fault(message(unusable), ExitCode.USAGE);
      case LibraryException unusable -> new Fault(message(unusable), ExitCode.UNUSABLE);
      case CatalogException unusable -> new Fault(message(unusable), ExitCode.UNUSABLE);
      case WorkersUnableException unable -> new Fault(message(unable), ExitCode.UNUSABLE);
      case UnusableModelException unusable -> new Fault(message(unusable), ExitCode.UNUSABLE);
      case MistypedException mistyped -> new Fault(message(mistyped), ExitCode.UNUSABLE);
      case WrongPassphraseException wrong -> new Fault(message(wrong), ExitCode.UNUSABLE);
      case NoVaultException missing -> new Fault(message(missing), ExitCode.UNUSABLE);
      case VaultExistsException there -> new Fault(message(there), ExitCode.UNUSABLE);
      case VaultUnavailableException away -> new Fault(message(away), ExitCode.UNUSABLE);
      case StoreException away -> new Fault(message(away), ExitCode.UNUSABLE);
      case DamagedVaultException damaged -> new Fault(message(damaged), ExitCode.DAMAGED);
      case IOException broken -> fault(LibraryException.of(broken));
      default -> new Fault("Something unexpected went wrong: " + thrown, ExitCode.UNUSABLE);
    };
  }

  private static String message(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }

  /** Vaults in the store that a URL names, every transfer told to the ledger. */
  private record StoredVaults(Clock clock, UnaryOperator<ObjectStore> way)
      implements Equipment.Vaults {

    @Override
    public Vault create(String cloud, char[] passphrase, Path scratch, Ledger ledger)
        throws IOException {
      return Vault.create(accounted(Stores.create(cloud), ledger), passphrase);
    }

    @Override
    public Vault open(
        String cloud, byte @Nullable [] keyFile, char[] passphrase, Path scratch, Ledger ledger)
        throws IOException {
      AccountedStore store = accounted(Stores.open(cloud), ledger);
      return keyFile == null
          ? Vault.open(store, passphrase)
          : Vault.open(store, keyFile, passphrase);
    }

    @Override
    public Vault recover(String cloud, char[] recoveryKey, Path scratch, Ledger ledger)
        throws IOException {
      return Vault.recover(accounted(Stores.open(cloud), ledger), recoveryKey);
    }

    @Override
    public byte[] changePassphrase(
        String cloud, char[] secret, boolean recovery, char[] fresh, Ledger ledger)
        throws IOException {
      try (AccountedStore store = accounted(Stores.open(cloud), ledger)) {
        return recovery
            ? Vault.changePassphraseByRecoveryKey(store, secret, fresh)
            : Vault.changePassphrase(store, secret, fresh);
      }
    }

    @Override
    public char[] makeRecoveryKey(String cloud, char[] passphrase, Ledger ledger)
        throws IOException {
      try (AccountedStore store = accounted(Stores.open(cloud), ledger)) {
        return Vault.makeRecoveryKey(store, passphrase);
      }
    }

    private AccountedStore accounted(ObjectStore store, Ledger ledger) {
      return new AccountedStore(
          new PatientStore(way.apply(store)),
          transfer ->
              ledger.record(
                  transfer.direction() == Direction.UP
                      ? Ledger.Direction.UP
                      : Ledger.Direction.DOWN,
                  transfer.purpose(),
                  transfer.objects(),
                  transfer.bytes(),
                  clock.instant()));
    }
  }
}
