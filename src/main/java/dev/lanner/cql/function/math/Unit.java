package dev.lanner.cql.function.math;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A unit taken apart: prefix, unit proper, and the time it is per if it is a rate. {@code MB/min}
 * is the prefix {@code M}, the unit {@code B} and a minute.
 *
 * @param factor how many of the plain unit a second one of this unit is
 * @param name the unit without its prefix, {@code /s} behind it for a rate
 */
record Unit(double factor, String name) {
  private static final List<String> THOUSANDS = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");

  /** Prefixes that are no thousands of one another, longest first. */
  private static final Map<String, Double> OTHERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("h", 1e2),
              Map.entry("da", 1e1),
              Map.entry("d", 1e-1),
              Map.entry("c", 1e-2),
              Map.entry("m", 1e-3),
              Map.entry("u", 1e-6),
              Map.entry("\u00b5", 1e-6),
              Map.entry("\u03bc", 1e-6),
              Map.entry("n", 1e-9),
              Map.entry("p", 1e-12),
              Map.entry("f", 1e-15),
              Map.entry("a", 1e-18),
              Map.entry("z", 1e-21),
              Map.entry("y", 1e-24)));

  private static final Map<String, Integer> SECONDS =
      Map.of(
          "s", 1, "sec", 1, "m", 60, "min", 60, "h", 3600, "hour", 3600, "d", 86_400, "day", 86_400,
          "w", 604_800, "week", 604_800);

  /**
   * Reads a unit.
   *
   * @param proper the unit that must be behind the prefix, or null for any
   * @param binary whether k, M and so on are powers of 1024
   * @return null if {@code proper} is not there
   */
  static Unit parse(String text, String proper, boolean binary) {
    int slash = text.lastIndexOf('/');
    Integer seconds = slash < 0 ? null : SECONDS.get(text.substring(slash + 1).trim());
    String counted = seconds == null ? text : text.substring(0, slash).trim();
    String rate = seconds == null ? "" : "/s";
    double perSecond = seconds == null ? 1 : 1.0 / seconds;
    if (proper != null) {
      if (!counted.endsWith(proper)) {
        return null;
      }
      String prefix = counted.substring(0, counted.length() - proper.length()).trim();
      double factor = prefix.isEmpty() ? 1 : factor(prefix, binary);
      return Double.isNaN(factor) ? null : new Unit(factor * perSecond, proper + rate);
    }
    for (int length = Math.min(2, counted.length()); length > 0; length--) {
      double factor = factor(counted.substring(0, length), binary);
      if (!Double.isNaN(factor)) {
        return new Unit(factor * perSecond, counted.substring(length).trim() + rate);
      }
    }
    return new Unit(perSecond, counted + rate);
  }

  /** What a prefix multiplies by; NaN if it is none. */
  private static double factor(String prefix, boolean binary) {
    if (prefix.length() == 2 && prefix.charAt(1) == 'i') {
      int power = thousands(prefix.substring(0, 1));
      return power < 0 ? Double.NaN : Math.pow(1024, power + 1);
    }
    int power = thousands(prefix);
    if (power >= 0) {
      return Math.pow(binary ? 1024 : 1000, power + 1);
    }
    return OTHERS.getOrDefault(prefix, Double.NaN);
  }

  private static int thousands(String prefix) {
    return THOUSANDS.indexOf(prefix.equals("K") ? "k" : prefix);
  }
}
