package dev.lanner.cql.value;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** Relative times such as {@code 15m} or {@code 2 days} (LANGUAGE 1.8). */
public final class RelativeTime {
  private static final long SECOND = 1_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("ms", 1L),
          Map.entry("millis", 1L),
          Map.entry("millisecond", 1L),
          Map.entry("milliseconds", 1L),
          Map.entry("s", SECOND),
          Map.entry("sec", SECOND),
          Map.entry("secs", SECOND),
          Map.entry("second", SECOND),
          Map.entry("seconds", SECOND),
          Map.entry("m", MINUTE),
          Map.entry("min", MINUTE),
          Map.entry("mins", MINUTE),
          Map.entry("minute", MINUTE),
          Map.entry("minutes", MINUTE),
          Map.entry("h", HOUR),
          Map.entry("hr", HOUR),
          Map.entry("hrs", HOUR),
          Map.entry("hour", HOUR),
          Map.entry("hours", HOUR),
          Map.entry("d", DAY),
          Map.entry("day", DAY),
          Map.entry("days", DAY),
          Map.entry("w", 7 * DAY),
          Map.entry("week", 7 * DAY),
          Map.entry("weeks", 7 * DAY),
          Map.entry("mon", 30 * DAY),
          Map.entry("month", 30 * DAY),
          Map.entry("months", 30 * DAY),
          Map.entry("q", 90 * DAY),
          Map.entry("qtr", 90 * DAY),
          Map.entry("qtrs", 90 * DAY),
          Map.entry("quarter", 90 * DAY),
          Map.entry("quarters", 90 * DAY),
          Map.entry("y", 365 * DAY),
          Map.entry("yr", 365 * DAY),
          Map.entry("yrs", 365 * DAY),
          Map.entry("year", 365 * DAY),
          Map.entry("years", 365 * DAY));

  private RelativeTime() {}

  /**
   * The milliseconds that {@code text} names: a whole number and a unit; empty if it is not that.
   */
  public static OptionalLong millis(String text) {
    String trimmed = text.trim();
    int digits = 0;
    while (digits < trimmed.length() && Character.isDigit(trimmed.charAt(digits))) {
      digits++;
    }
    Long unit = UNITS.get(trimmed.substring(digits).trim().toLowerCase(Locale.ROOT));
    if (digits == 0 || digits > 15 || unit == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          Math.multiplyExact(Long.parseLong(trimmed.substring(0, digits)), unit.longValue()));
    } catch (ArithmeticException beyondAllTime) {
      return OptionalLong.empty();
    }
  }
}
