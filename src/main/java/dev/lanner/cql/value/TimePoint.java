package dev.lanner.cql.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * Points in time as texts (LANGUAGE 1.8): epoch milliseconds, {@code now}, a length of time before
 * now, each of the last two with an anchor {@code @s @m @h @d @w @mon @y} that goes back to the
 * start of such a unit; dates with or without a time of day.
 */
public final class TimePoint {
  private TimePoint() {}

  /** The point in epoch milliseconds, or empty if the text is none. */
  public static OptionalLong millis(String text, long now, ZoneId zone) {
    String trimmed = text.trim();
    if (Numbers.isWhole(trimmed)) {
      return OptionalLong.of(Long.parseLong(trimmed));
    }
    int anchor = trimmed.indexOf('@');
    String before = anchor < 0 ? trimmed : trimmed.substring(0, anchor).trim();
    OptionalLong back = before.equals("now") ? OptionalLong.of(0) : RelativeTime.millis(before);
    if (back.isPresent()) {
      long point = now - back.getAsLong();
      return anchor < 0
          ? OptionalLong.of(point)
          : anchored(point, trimmed.substring(anchor + 1).trim(), zone);
    }
    return date(trimmed, zone);
  }

  private static OptionalLong anchored(long point, String unit, ZoneId zone) {
    ZonedDateTime at = Instant.ofEpochMilli(point).atZone(zone);
    ZonedDateTime start;
    switch (unit) {
      case "s":
        start = at.truncatedTo(ChronoUnit.SECONDS);
        break;
      case "m":
        start = at.truncatedTo(ChronoUnit.MINUTES);
        break;
      case "h":
        start = at.truncatedTo(ChronoUnit.HOURS);
        break;
      case "d":
        start = at.truncatedTo(ChronoUnit.DAYS);
        break;
      case "w":
        start = at.truncatedTo(ChronoUnit.DAYS).minusDays(at.getDayOfWeek().getValue() - 1);
        break;
      case "mon":
        start = at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
        break;
      case "y":
        start = at.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
        break;
      default:
        return OptionalLong.empty();
    }
    return OptionalLong.of(start.toInstant().toEpochMilli());
  }

  private static OptionalLong date(String text, ZoneId zone) {
    String iso = text.replace(' ', 'T');
    try {
      if (iso.indexOf('T') < 0) {
        return OptionalLong.of(LocalDate.parse(iso).atStartOfDay(zone).toInstant().toEpochMilli());
      }
      boolean offset = iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:\\d\\d");
      return OptionalLong.of(
          offset
              ? OffsetDateTime.parse(iso).toInstant().toEpochMilli()
              : LocalDateTime.parse(iso).atZone(zone).toInstant().toEpochMilli());
    } catch (DateTimeException noDate) {
      return OptionalLong.empty();
    }
  }
}
