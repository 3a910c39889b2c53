package latent.worker;

import java.util.ArrayList;
import java.util.List;

/**
 * What a child has shut itself out of before it reads its first byte of a photo.
 *
 * @param withoutNetwork it can open no socket, start no program and touch no other process
 * @param withoutWriting it can open no file for writing, and make, move or delete none
 * @param withBoundedMemory it can't take more memory than it was given
 */
public record Cage(boolean withoutNetwork, boolean withoutWriting, boolean withBoundedMemory) {

  /** What a system gives that offers nothing of the kind. */
  static final Cage NONE = new Cage(false, false, false);

  /** Whether all of it is shut. */
  public boolean isWhole() {
    return withoutNetwork && withoutWriting && withBoundedMemory;
  }

  /** What the reader processes can't do, as a sentence without a full stop. */
  public String sentence() {
    List<String> shut = new ArrayList<>();
    if (withoutNetwork) {
      shut.add("reach no network and start no program");
    }
    if (withoutWriting) {
      shut.add("write no file");
    }
    if (withBoundedMemory) {
      shut.add("take no more memory than they were given");
    }
    return shut.isEmpty()
        ? "this system offers no cage, so photos are read in a process of their own and no more"
        : "the processes that read photos " + String.join(", ", shut);
  }

  int bits() {
    return (withoutNetwork ? 1 : 0) | (withoutWriting ? 2 : 0) | (withBoundedMemory ? 4 : 0);
  }

  static Cage ofBits(int bits) {
    return new Cage((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
  }
}
