package latent.conditions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the network is metered, as NetworkManager knows or guesses it: its property Metered is 1
 * for yes, 2 for no, 3 and 4 for a guess of either, 0 for unknown (NMMetered in its reference).
 */
record NetworkManager(SystemBus bus) {

  @Nullable Boolean isMetered() {
    List<String> metered =
        bus.properties(
            "org.freedesktop.NetworkManager",
            "/org/freedesktop/NetworkManager",
            "org.freedesktop.NetworkManager",
            "Metered");
    return switch (metered.isEmpty() ? "" : metered.getFirst()) {
      case "1", "3" -> true;
      case "2", "4" -> false;
      default -> null;
    };
  }
}
