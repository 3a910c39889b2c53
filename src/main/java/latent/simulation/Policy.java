package latent.simulation;

import static latent.simulation.Usage.Why.ANALYSE;
import static latent.simulation.Usage.Why.NEW_DEVICE;
import static latent.simulation.Usage.Why.OTHER_DEVICES;
import static latent.simulation.Usage.Why.VIEW;

/**
 * Where photos lie, what is kept of them, and so what each event costs. Under all of them the cloud
 * holds every original, so that none loses a photo with a device; only {@link #LATENT} seals what
 * it stores. A photo is always analysed on the device that took it before it leaves there.
 */
public enum Policy {

  /** Every device holds every original; the cloud is a backup. */
  KEEP_ALL("keep all") {
    @Override
    void charge(Event event, Library library, Scenario scenario, Usage usage) {
      double original = library.photoBytes();
      switch (event) {
        case Event.Arrived(double photos) ->
            usage
                .up(photos, original)
                .down(OTHER_DEVICES, photos * library.otherDevices(), original)
                .readOriginals(photos * library.devices());
        case Event.DevicesReplaced(double devices) ->
            usage
                .down(NEW_DEVICE, devices * library.photos(), original)
                .readOriginals(devices * library.photos());
        case Event.NewEmbedder _, Event.NewDetector _ ->
            usage.readOriginals(library.photos() * library.devices());
        case Event.MonthPassed _ -> lookForNews(library, usage);
        case Event.Viewed _, Event.Edited _ -> {}
      }
    }

    @Override
    double stored(Library library, Scenario scenario) {
      return library.bytes();
    }

    @Override
    double disk(Library library, Scenario scenario) {
      return library.bytes() + library.faces() * scenario.sizes().embedding();
    }
  },

  /** Devices hold small copies, and analyse nothing else; originals come to be viewed. */
  SMALL_COPIES_ONLY("small copies") {
    @Override
    void charge(Event event, Library library, Scenario scenario, Usage usage) {
      switch (event) {
        case Event.Arrived(double photos) ->
            offload(photos, library, scenario, usage).readPreviews(photos * library.devices());
        case Event.DevicesReplaced(double devices) ->
            fetchCopies(devices, library, scenario, usage).readPreviews(devices * library.photos());
        case Event.NewEmbedder _, Event.NewDetector _ ->
            usage.readPreviews(library.photos() * library.devices());
        case Event.Viewed(double originals) -> usage.down(VIEW, originals, library.photoBytes());
        case Event.MonthPassed _ -> lookForNews(library, usage);
        case Event.Edited _ -> {}
      }
    }

    @Override
    double disk(Library library, Scenario scenario) {
      return copiesAndEmbeddings(library, scenario);
    }

    @Override
    double facesLost(Library library, Scenario scenario) {
      return library.faces() * scenario.faces().lostInPreviews();
    }
  },

  /** Features aren't kept: what an edit concerns is fetched and analysed again. The seed's fear. */
  DOWNLOAD_AGAIN("download again") {
    @Override
    void charge(Event event, Library library, Scenario scenario, Usage usage) {
      if (event instanceof Event.Edited(double edits)) {
        double photos = edits * scenario.changes().rereadShare() * library.photos();
        usage.down(ANALYSE, photos, library.photoBytes()).readOriginals(photos);
      } else {
        FEATURES_KEPT.charge(event, library, scenario, usage);
      }
    }

    @Override
    double disk(Library library, Scenario scenario) {
      return library.photos() * scenario.sizes().copies();
    }
  },

  /**
   * Each device keeps the numbers that it extracted, and never sends them anywhere. The seed's
   * answer. Another device, a new device and a new model have to read the originals.
   */
  FEATURES_KEPT("features kept") {
    @Override
    void charge(Event event, Library library, Scenario scenario, Usage usage) {
      switch (event) {
        case Event.Arrived(double photos) -> {
          double elsewhere = photos * library.otherDevices();
          offload(photos, library, scenario, usage)
              .down(ANALYSE, elsewhere, library.photoBytes())
              .readOriginals(photos + elsewhere);
        }
        case Event.DevicesReplaced(double devices) ->
            readAll(devices, library, fetchCopies(devices, library, scenario, usage));
        case Event.NewEmbedder _, Event.NewDetector _ -> readAll(library.devices(), library, usage);
        case Event.Viewed(double originals) -> usage.down(VIEW, originals, library.photoBytes());
        case Event.MonthPassed _ -> lookForNews(library, usage);
        case Event.Edited _ -> {}
      }
    }

    @Override
    double disk(Library library, Scenario scenario) {
      return copiesAndEmbeddings(library, scenario);
    }
  },

  /**
   * Features, crops and facts are kept and lie sealed in the store, too: each photo is read once
   * for all devices, a new embedder reads crops, a new detector previews and a few originals within
   * a budget.
   */
  LATENT("Latent") {
    @Override
    void charge(Event event, Library library, Scenario scenario, Usage usage) {
      Scenario.Sizes sizes = scenario.sizes();
      double others = library.otherDevices();
      switch (event) {
        case Event.Arrived(double photos) ->
            usage
                .up(photos, sealed(library, scenario))
                .asked(photos)
                .up(photos, sizes.copies())
                .up(photos, sizes.entry())
                .down(OTHER_DEVICES, photos * others, sizes.copies())
                .down(OTHER_DEVICES, photos * others, sizes.entry())
                .readOriginals(photos);
        case Event.Viewed(double originals) ->
            usage.down(VIEW, originals, sealed(library, scenario));
        case Event.Edited(double edits) ->
            usage.up(edits, sizes.segment()).down(OTHER_DEVICES, edits * others, sizes.segment());
        case Event.DevicesReplaced(double devices) ->
            fetchCopies(devices, library, scenario, usage)
                .down(NEW_DEVICE, devices * library.photos(), sizes.entry())
                .down(NEW_DEVICE, devices * library.segments(), sizes.segment());
        case Event.NewEmbedder _ -> shareEntries(library, sizes, usage).readCrops(library.faces());
        case Event.NewDetector _ ->
            shareEntries(library, sizes, usage).readPreviews(library.photos());
        case Event.MonthPassed _ -> {
          recallWithinBudget(library, scenario, usage);
          announceAndListen(library, sizes, usage);
        }
      }
    }

    /**
     * Originals month by month; what an older detector has not read yet, a newer one makes
     * needless.
     */
    private void recallWithinBudget(Library library, Scenario scenario, Usage usage) {
      if (library.detectorAge() < 0) {
        return;
      }
      double original = sealed(library, scenario);
      double needed = scenario.changes().recallShare() * library.photosAtDetector() * original;
      double budget = scenario.changes().recallPerMonth();
      double left = Math.max(0, needed - budget * library.detectorAge());
      double photos = Math.min(left, budget) / original;
      usage.down(ANALYSE, photos, original).readOriginals(photos);
    }

    private static Usage shareEntries(Library library, Scenario.Sizes sizes, Usage usage) {
      double photos = library.photos();
      return usage
          .up(photos, sizes.entry())
          .down(OTHER_DEVICES, photos * library.otherDevices(), sizes.entry());
    }

    /**
     * One device tells each day of what it stored, the others fetch that; all list all segments.
     */
    private static void announceAndListen(Library library, Scenario.Sizes sizes, Usage usage) {
      double shifts = library.devices() * Life.DAYS_A_MONTH;
      double pages = Math.max(1, Math.ceil(library.segments() / LISTED_AT_ONCE));
      usage
          .up(Life.DAYS_A_MONTH, sizes.segment())
          .down(OTHER_DEVICES, Life.DAYS_A_MONTH * library.otherDevices(), sizes.segment())
          .listed(shifts * pages, shifts * library.segments() * sizes.listed());
    }

    private static double sealed(Library library, Scenario scenario) {
      return library.photoBytes() * (1 + scenario.sizes().sealing());
    }

    /** Entries of earlier models stay. */
    @Override
    double stored(Library library, Scenario scenario) {
      Scenario.Sizes sizes = scenario.sizes();
      return library.photos() * (sealed(library, scenario) + sizes.copies())
          + (library.photos() + library.reread()) * sizes.entry()
          + library.segments() * sizes.segment();
    }

    @Override
    double disk(Library library, Scenario scenario) {
      return copiesAndEmbeddings(library, scenario) + library.faces() * scenario.sizes().crop();
    }
  };

  /** What S3 lists in one answer at most. */
  private static final double LISTED_AT_ONCE = 1000;

  private final String label;

  Policy(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** Adds to the usage what an event costs. */
  abstract void charge(Event event, Library library, Scenario scenario, Usage usage);

  /** Bytes on the disk of each device. */
  abstract double disk(Library library, Scenario scenario);

  /** Bytes in the cloud; originals and small copies, if a policy doesn't say otherwise. */
  double stored(Library library, Scenario scenario) {
    return library.bytes() + library.photos() * scenario.sizes().copies();
  }

  /** Faces that the original would let recognise and this policy doesn't. */
  double facesLost(Library library, Scenario scenario) {
    return 0;
  }

  private static Usage offload(double photos, Library library, Scenario scenario, Usage usage) {
    double copies = scenario.sizes().copies();
    return usage
        .up(photos, library.photoBytes())
        .up(photos, copies)
        .down(OTHER_DEVICES, photos * library.otherDevices(), copies);
  }

  private static Usage fetchCopies(
      double devices, Library library, Scenario scenario, Usage usage) {
    return usage.down(NEW_DEVICE, devices * library.photos(), scenario.sizes().copies());
  }

  private static void readAll(double devices, Library library, Usage usage) {
    double photos = devices * library.photos();
    usage.down(ANALYSE, photos, library.photoBytes()).readOriginals(photos);
  }

  /** A listing a day on each device, as short as can be. */
  private static void lookForNews(Library library, Usage usage) {
    usage.listed(library.devices() * Life.DAYS_A_MONTH, 0);
  }

  private static double copiesAndEmbeddings(Library library, Scenario scenario) {
    Scenario.Sizes sizes = scenario.sizes();
    return library.photos() * sizes.copies() + library.faces() * sizes.embedding();
  }
}
