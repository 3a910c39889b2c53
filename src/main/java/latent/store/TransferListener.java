package latent.store;

/**
 * Is told of each transfer when it has ended, well or not, and of a long one before, in steps.
 * Called on the transferring thread, of which there may be many.
 */
@FunctionalInterface
public interface TransferListener {
  void transferred(Transfer transfer);
}
