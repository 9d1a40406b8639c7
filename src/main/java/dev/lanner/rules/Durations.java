package dev.lanner.rules;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads durations as rules and alerts write them: {@code 5m}, {@code 1h30m}, {@code 7d}, {@code
 * 500ms}.
 */
public final class Durations {
  private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d|w)");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  private Durations() {}

  /**
   * The duration a text stands for.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Duration parse(String text) {
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!part.find(end) || part.start() != end) {
        throw new IllegalArgumentException("no duration: " + text);
      }
      sum = sum.plus(UNITS.get(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
      end = part.end();
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("no duration");
    }
    return sum;
  }

  /**
   * As {@link #parse}, and longer than nothing.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static Duration parsePositive(String text) {
    Duration duration = parse(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("no length: " + text);
    }
    return duration;
  }

  /** Prints a duration as {@link #parse} reads it. */
  public static String print(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    for (String unit : new String[] {"d", "h", "m", "s"}) {
      long length = UNITS.get(unit).toMillis();
      if (millis % length == 0) {
        return millis / length + unit;
      }
    }
    return millis + "ms";
  }
}
