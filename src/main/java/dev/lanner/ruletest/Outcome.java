package dev.lanner.ruletest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a rule made of the events of a case.
 *
 * @param matched events that its per-event part let through, duplicates and undecodable lines apart
 * @param candidates rows that would fire, before exceptions, confirm and throttle
 * @param suppressed how many candidates were held back, by {@link Cause}
 * @param fired the detections by (time, origin)
 */
public record Outcome(
    long matched, long candidates, Map<Cause, Long> suppressed, List<Fired> fired) {

  /** Why a match or candidate did not become a detection. */
  public enum Cause {
    /** An exception hit; for a rule that aggregates, events left out of the aggregate. */
    EXCEPTION("exception"),
    /** No evidence was seen in time. */
    CONFIRM("confirm"),
    /** Another detection of the same throttle key came shortly before. */
    THROTTLE("throttle");

    private final String text;

    Cause(String text) {
      this.text = text;
    }

    /** As the account and {@code tests.yml} spell it. */
    public String text() {
      return text;
    }
  }

  /**
   * A detection.
   *
   * @param timeMillis the event's time, or the end of the window
   * @param row its fields in order
   */
  public record Fired(long timeMillis, Map<String, String> row) {
    public Fired {
      row = Collections.unmodifiableMap(new LinkedHashMap<>(row));
    }
  }

  public Outcome {
    suppressed = Collections.unmodifiableMap(new LinkedHashMap<>(suppressed));
    fired = List.copyOf(fired);
    Objects.requireNonNull(suppressed);
  }

  /** How many were held back for {@code cause}. */
  public long suppressed(Cause cause) {
    return suppressed.getOrDefault(cause, 0L);
  }
}
