package latent.store;

/** Is told of each transfer when it has ended, well or not. Called on the transferring thread. */
@FunctionalInterface
public interface TransferListener {
  void transferred(Transfer transfer);
}
