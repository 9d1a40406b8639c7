package dev.lanner.correlate;

import java.io.Serializable;

/**
 * Bounds of confirmation.
 *
 * @param horizonMillis how far apart candidate and evidence may arrive, by event time; a rule's
 *     {@code within} is no longer than that
 * @param cap how many candidates, and how many pieces of evidence, one key may have in a horizon
 */
public record ConfirmSettings(long horizonMillis, int cap) implements Serializable {
  /** Arrivals are gathered by the second. */
  static final long STEP_MILLIS = 1000;

  /** DESIGN section 5: fifteen minutes. */
  public static final long DEFAULT_HORIZON_MILLIS = 15 * 60 * 1000L;

  /** Beyond this CEP, which is quadratic in it, would take seconds for one key. */
  public static final int DEFAULT_CAP = 1000;

  public ConfirmSettings {
    if (horizonMillis < STEP_MILLIS || cap < 1) {
      throw new IllegalArgumentException("horizon " + horizonMillis + " ms, cap " + cap);
    }
  }

  /** The settings of DESIGN. */
  public static ConfirmSettings standard() {
    return new ConfirmSettings(DEFAULT_HORIZON_MILLIS, DEFAULT_CAP);
  }

  /** How long after its own time a candidate is decided at the latest. */
  public long holdMillis() {
    return horizonMillis + 4 * STEP_MILLIS;
  }

  /** When a record that arrived at {@code time} leaves the gate: the end of its second. */
  static long due(long time) {
    return (Math.floorDiv(time, STEP_MILLIS) + 1) * STEP_MILLIS;
  }

  /**
   * When nobody looks any more at what was due at {@code due}: a horizon and a second later.
   * Rounded up by at most one of {@code parts} parts of the horizon, or a second, so that a key
   * does not have a timer a second.
   */
  long over(long due, int parts) {
    long step = Math.max(STEP_MILLIS, horizonMillis / parts);
    return (Math.floorDiv(due + horizonMillis + STEP_MILLIS - 1, step) + 1) * step;
  }
}
