package dev.lanner.correlate;

import dev.lanner.detect.wire.Tagged;

/**
 * When evidence confirms a candidate of the same key: at most {@code within} apart by sensor time,
 * inclusive, in either order, and at most the horizon apart by arrival (in whole seconds,
 * inclusive). An event may be evidence for itself.
 */
final class Pairing {
  private Pairing() {}

  /** Whether of two records one is evidence for the other. */
  static boolean confirms(Tagged a, Tagged b, long horizonMillis) {
    return a.isEvidence() != b.isEvidence()
        && distance(a.sensorTime(), b.sensorTime()) <= a.withinMillis()
        && distance(ConfirmSettings.due(a.time()), ConfirmSettings.due(b.time())) <= horizonMillis;
  }

  private static long distance(long a, long b) {
    long distance = Math.abs(a - b);
    return distance < 0 ? Long.MAX_VALUE : distance;
  }
}
