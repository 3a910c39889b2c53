package latent.vault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The segments that one device wrote, each of which names the one before. */
public final class FactChain {

  private FactChain() {}

  /**
   * What is wrong with these segments, all that are known, of any devices: parts that are named but
   * not there, and parts after which there are two continuations.
   */
  public static List<Finding> faults(Collection<FactSegment> segments) {
    Map<String, List<FactSegment>> byDevice =
        segments.stream()
            .collect(Collectors.groupingBy(FactSegment::device, TreeMap::new, Collectors.toList()));
    List<Finding> faults = new ArrayList<>();
    byDevice.forEach((device, chain) -> faults.addAll(faultsOf(device, chain)));
    return faults;
  }

  private static List<Finding> faultsOf(String device, List<FactSegment> chain) {
    Map<Long, List<FactSegment>> bySequence =
        chain.stream()
            .collect(
                Collectors.groupingBy(FactSegment::sequence, TreeMap::new, Collectors.toList()));
    List<Finding> faults = new ArrayList<>();
    bySequence.forEach(
        (sequence, here) -> {
          List<FactSegment> before = bySequence.getOrDefault(sequence - 1, List.of());
          for (FactSegment segment : here) {
            if (!follows(segment, before)) {
              faults.add(new Finding.Withheld(segment.objectName(), device, sequence - 1));
            }
          }
          if (here.size() > 1) {
            faults.add(new Finding.Forked(here.getLast().objectName(), device, sequence));
          }
        });
    return faults;
  }

  private static boolean follows(FactSegment segment, List<FactSegment> before) {
    return segment.sequence() == 0
        || before.stream()
            .anyMatch(earlier -> Arrays.equals(earlier.digest(), segment.previousDigest()));
  }
}
