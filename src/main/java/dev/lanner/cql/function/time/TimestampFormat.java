package dev.lanner.cql.function.time;

import dev.lanner.cql.run.Environment;
import dev.lanner.cql.value.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** How {@code parseTimestamp} reads a text: by a pattern, or as a number of some unit. */
abstract sealed class TimestampFormat {
  /** A point in time and the zone it was written in. */
  record Parsed(long millis, String zone) {}

  /** Days a date without a year may lie ahead of now. */
  private static final int MOST_DAYS_AHEAD = 8;

  /** Longest text that is read. */
  private static final int MAX_LENGTH = 1_000;

  /**
   * The time in {@code text}, or null.
   *
   * @param override the zone to use whatever the text says, or null
   * @param fallback the zone to use if the text names none, or null
   */
  abstract Parsed parse(String text, ZoneId override, ZoneId fallback);

  /**
   * Reads the FORMAT argument.
   *
   * @throws IllegalArgumentException if the pattern is wrong
   */
  static TimestampFormat of(String format, boolean caseSensitive, Environment environment) {
    switch (format.toLowerCase(Locale.ROOT)) {
      case "millis", "milliseconds", "unixtimemillis":
        return new Epoch(1);
      case "nanos":
        return new Epoch(1e-6);
      case "seconds", "unixtime", "unixtimeseconds":
        return new Epoch(1000);
      default:
        return new Pattern(format, caseSensitive, environment);
    }
  }

  /** A number of some unit since the epoch. */
  private static final class Epoch extends TimestampFormat {
    private final BigDecimal millisPerUnit;

    Epoch(double millisPerUnit) {
      this.millisPerUnit = BigDecimal.valueOf(millisPerUnit);
    }

    @Override
    Parsed parse(String text, ZoneId override, ZoneId fallback) {
      String trimmed = text.trim();
      double about = Numbers.parse(trimmed) * millisPerUnit.doubleValue();
      if (!(Math.abs(about) <= Zones.MAX_MILLIS)) {
        return null;
      }
      boolean exact =
          trimmed.length() <= 40 && trimmed.indexOf('e') < 0 && trimmed.indexOf('E') < 0;
      long millis =
          exact
              ? new BigDecimal(trimmed)
                  .multiply(millisPerUnit)
                  .setScale(0, RoundingMode.FLOOR)
                  .longValue()
              : (long) Math.floor(about);
      return new Parsed(millis, "Z");
    }
  }

  /** A pattern of Java's. */
  private static final class Pattern extends TimestampFormat {
    private final DateTimeFormatter formatter;
    private final Environment environment;

    Pattern(String pattern, boolean caseSensitive, Environment environment) {
      DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
      if (!caseSensitive) {
        builder.parseCaseInsensitive();
      }
      appendPattern(builder, pattern);
      this.formatter = builder.toFormatter(Locale.ENGLISH);
      this.environment = environment;
    }

    /**
     * Java reads {@code .SSSSSSSSS} as exactly nine digits; LogScale takes it, as in its default
     * format, for one to nine.
     */
    private static void appendPattern(DateTimeFormatterBuilder builder, String pattern) {
      String fraction = ".SSSSSSSSS";
      int at = pattern.indexOf(fraction);
      if (at < 0 || pattern.startsWith("S", at + fraction.length())) {
        builder.appendPattern(pattern);
        return;
      }
      boolean optional =
          at > 0
              && pattern.charAt(at - 1) == '['
              && pattern.startsWith("]", at + fraction.length());
      if (!optional) {
        builder.appendPattern(pattern);
        return;
      }
      builder.appendPattern(pattern.substring(0, at - 1));
      builder.appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true);
      builder.appendPattern(pattern.substring(at + fraction.length() + 1));
    }

    @Override
    Parsed parse(String text, ZoneId override, ZoneId fallback) {
      if (text.length() > MAX_LENGTH) {
        return null;
      }
      try {
        TemporalAccessor parsed = formatter.parse(text);
        ZoneId written = parsed.query(TemporalQueries.zone());
        ZoneId zone = override != null ? override : written != null ? written : fallback;
        if (zone == null) {
          return null;
        }
        if (override == null && parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
          return new Parsed(Instant.from(parsed).toEpochMilli(), zone.getId());
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        LocalDate date = date(parsed, zone);
        if (date == null) {
          return null;
        }
        LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
        return new Parsed(local.atZone(zone).toInstant().toEpochMilli(), zone.getId());
      } catch (DateTimeException | ArithmeticException noTime) {
        return null;
      }
    }

    private LocalDate date(TemporalAccessor parsed, ZoneId zone) {
      LocalDate date = parsed.query(TemporalQueries.localDate());
      boolean dayWithoutYear =
          parsed.isSupported(ChronoField.MONTH_OF_YEAR)
              && parsed.isSupported(ChronoField.DAY_OF_MONTH);
      if (date != null || !dayWithoutYear) {
        return date;
      }
      LocalDate today = Instant.ofEpochMilli(environment.now()).atZone(zone).toLocalDate();
      LocalDate thisYear = MonthDay.from(parsed).atYear(today.getYear());
      return thisYear.isAfter(today.plusDays(MOST_DAYS_AHEAD))
          ? MonthDay.from(parsed).atYear(today.getYear() - 1)
          : thisYear;
    }
  }
}
