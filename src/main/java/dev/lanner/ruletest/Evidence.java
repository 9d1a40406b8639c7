package dev.lanner.ruletest;

import dev.lanner.rules.RuleSetOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was seen of one confirm clause's evidence, by the values that must agree. */
final class Evidence {
  /** How far apart candidate and evidence may arrive, in whole seconds as in the job. */
  private static final long HORIZON_SECONDS = RuleSetOptions.DEFAULT_CONFIRM_HORIZON.toSeconds();

  private final long withinMillis;
  private final Map<List<String>, List<Seen>> seen = new HashMap<>();

  private record Seen(long arrivalMillis, long sensorMillis) {}

  Evidence(long withinMillis) {
    this.withinMillis = withinMillis;
  }

  void add(List<String> key, long arrivalMillis, long sensorMillis) {
    seen.computeIfAbsent(key, k -> new ArrayList<>()).add(new Seen(arrivalMillis, sensorMillis));
  }

  /** Whether some evidence of that key happened near the candidate, before or after it. */
  boolean confirms(List<String> key, Candidate candidate) {
    return seen.getOrDefault(key, List.of()).stream()
        .anyMatch(
            evidence ->
                Math.abs(evidence.sensorMillis - candidate.sensorMillis()) <= withinMillis
                    && Math.abs(second(evidence.arrivalMillis) - second(candidate.arrivalMillis()))
                        <= HORIZON_SECONDS);
  }

  private static long second(long millis) {
    return Math.floorDiv(millis, 1000L);
  }
}
