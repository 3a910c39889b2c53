package latent.worker;

/** Reading a photo was stopped from here, by {@link WorkerPool#stop}; the photo is not to blame. */
public final class ReadingStoppedException extends RuntimeException {

  ReadingStoppedException() {
    super("reading was stopped");
  }
}
