package dev.lanner.ruletest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * At most one detection for a key and period: the first by (time, origin) fires, later ones of the
 * key are held back until the period has passed since it.
 */
final class Throttling {
  private static final Comparator<Candidate> ORDER =
      Comparator.comparingLong(Candidate::timeMillis)
          .thenComparing(Candidate::origin)
          .thenComparingInt(Candidate::ordinal);

  private Throttling() {}

  /** Those that get through, by (time, origin). */
  static List<Candidate> let(List<Candidate> candidates, long periodMillis) {
    Map<List<String>, Long> fired = new HashMap<>();
    List<Candidate> through = new ArrayList<>();
    for (Candidate candidate : inOrder(candidates)) {
      Long last = fired.get(candidate.throttleKey());
      if (last == null || candidate.timeMillis() - last >= periodMillis) {
        fired.put(candidate.throttleKey(), candidate.timeMillis());
        through.add(candidate);
      }
    }
    return through;
  }

  static List<Candidate> inOrder(List<Candidate> candidates) {
    return candidates.stream().sorted(ORDER).toList();
  }
}
