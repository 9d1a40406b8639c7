package dev.lanner.detect;

import java.time.Clock;
import org.apache.flink.metrics.MetricGroup;

/**
 * What an operator shows of itself while it runs: {@code lanner.ruleSet}, {@code lanner.rules} and
 * {@code lanner.watermarkAge} (milliseconds behind the clock; -1 before the first watermark).
 * Written by the operator, read by whoever reports.
 */
final class MatchGauges {
  private static final String GROUP = "lanner";

  private volatile long ruleSet;
  private volatile int rules;
  private volatile long watermark = Long.MIN_VALUE;

  MatchGauges(MetricGroup operator, Clock clock) {
    MetricGroup group = operator.addGroup(GROUP);
    group.gauge("ruleSet", () -> ruleSet);
    group.gauge("rules", () -> rules);
    group.gauge("watermarkAge", () -> age(clock.millis()));
  }

  private long age(long now) {
    long mark = watermark;
    if (mark == Long.MIN_VALUE) {
      return -1;
    }
    return Math.max(0, now - Math.min(now, mark));
  }

  /** A set of rules runs. */
  void rules(long number, int count) {
    ruleSet = number;
    rules = count;
  }

  /** Time has come so far. */
  void watermark(long mark) {
    watermark = mark;
  }
}
