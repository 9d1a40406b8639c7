package dev.lanner.correlate;

import dev.lanner.detect.wire.Tagged;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What confirmation decides, said in the plainest way: every candidate against every piece of
 * evidence. No bounds, no time, no order. Tests compare the job with it.
 */
public final class ConfirmTwin {
  private ConfirmTwin() {}

  /**
   * The ids of the candidates among {@code records} for which every clause they need is confirmed.
   */
  public static Set<String> confirmed(Collection<Tagged> records, long horizonMillis) {
    Map<String, Integer> clauses = new HashMap<>();
    Set<String> confirmed = new TreeSet<>();
    for (Tagged candidate : records) {
      for (Tagged evidence : records) {
        if (!candidate.isEvidence()
            && candidate.key().equals(evidence.key())
            && Pairing.confirms(candidate, evidence, horizonMillis)) {
          int now = clauses.merge(candidate.id(), 1 << candidate.clause(), (a, b) -> a | b);
          if (now == candidate.clauses()) {
            confirmed.add(candidate.id());
          }
        }
      }
    }
    return confirmed;
  }
}
