package dev.lanner.cql.function.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a point in time in a text that may say other things too: the first place within {@value
 * #MOST_CHARS} characters where one of the forms of {@code findTimestamp} stands.
 */
final class TimestampFinder {
  /** How far into a text a time may begin. */
  static final int MOST_CHARS = 128;

  /** A point in time; the zone it was written in, or null. */
  record Found(long millis, String zone) {}

  private static final String MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
  private static final String MONTH = "(?<month>\\d{2}|" + MONTHS + ")";
  private static final String DATE_GAP = "[-/. ]?";
  private static final String GAP = "[ ,:T_-]{0,3}";
  private static final String TIME =
      "(?<hour>[01]\\d|2[0-3]):?(?<minute>[0-5]\\d):?(?<second>[0-5]\\d|60)"
          + "(?:[.,:](?<fraction>\\d{1,9}))?";
  private static final String HALF = "(?: ?(?<half>[AaPp][Mm])\\b)?";
  private static final String ZONE =
      "(?: ?(?<zone>(?:UTC|GMT)?[+-]\\d{2}:?\\d{2}|UTC|GMT|Z\\b|[A-Z][A-Za-z]+/[A-Za-z_]+))?";
  private static final String DAY = "(?<day>\\d{1,2})";

  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile(
              "(?<year>\\d{4}|\\d{2})"
                  + DATE_GAP
                  + MONTH
                  + DATE_GAP
                  + "(?<day>\\d{2})"
                  + GAP
                  + TIME
                  + HALF
                  + ZONE),
          Pattern.compile(
              MONTH
                  + DATE_GAP
                  + " ?"
                  + DAY
                  + "[-/., ]{1,2}(?<year>\\d{4})"
                  + GAP
                  + TIME
                  + HALF
                  + ZONE),
          Pattern.compile(
              MONTH + " {1,2}" + DAY + " " + TIME + HALF + ZONE + "(?: (?<year>\\d{4})\\b)?"),
          Pattern.compile(
              DAY
                  + "[-/. ]?(?<month>"
                  + MONTHS
                  + ")(?:[-/. ]?(?<year>\\d{4}))?"
                  + GAP
                  + TIME
                  + HALF
                  + ZONE),
          Pattern.compile(
              "(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)"
                  + "(?:[.,:](?<fraction>\\d{1,9}))?"
                  + HALF
                  + ZONE),
          Pattern.compile("(?<epoch>\\d{10})(?:\\.?(?<fraction>\\d{9}|\\d{6}|\\d{3}))?(?!\\d)"));

  private static final List<String> MONTH_NAMES = List.of(MONTHS.split("\\|"));
  private static final int FIRST_SHORT_YEAR = 2013;
  private static final int MOST_DAYS_AHEAD = 7;
  private static final int MOST_MINUTES_AHEAD = 10;

  private TimestampFinder() {}

  /**
   * The first time in {@code text}, or null.
   *
   * @param zone what to read a time without a zone in, or null if there is nothing to go by
   * @param now what to judge a missing date or year by, epoch milliseconds
   */
  static Found find(String text, ZoneId zone, long now) {
    // A time that begins in time may end later: no form is longer than this.
    String start = text.substring(0, Math.min(text.length(), 2 * MOST_CHARS));
    for (int at = 0; at < Math.min(start.length(), MOST_CHARS); at++) {
      if (at > 0 && isWord(start.charAt(at - 1)) && isWord(start.charAt(at))) {
        continue;
      }
      for (Pattern form : FORMS) {
        Matcher matcher = form.matcher(start).region(at, start.length());
        if (matcher.lookingAt()) {
          Found found = read(matcher, form, zone, now);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c);
  }

  private static Found read(Matcher matcher, Pattern form, ZoneId zone, long now) {
    if (form.pattern().startsWith("(?<epoch>")) {
      long seconds = Long.parseLong(matcher.group("epoch"));
      return new Found(seconds * 1000 + nanos(matcher.group("fraction")) / 1_000_000, null);
    }
    String written = matcher.group("zone");
    ZoneId in = written == null ? zone : Zones.parse(written).orElse(null);
    if (in == null) {
      return null;
    }
    try {
      LocalTime time = time(matcher);
      LocalDateTime local =
          has(form, "day") ? date(matcher, in, now).atTime(time) : latest(time, in, now);
      return new Found(
          local.atZone(in).toInstant().toEpochMilli(), written == null ? in.getId() : written);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  private static boolean has(Pattern form, String group) {
    return form.pattern().contains("(?<" + group + ">");
  }

  private static int nanos(String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }

  private static LocalTime time(Matcher matcher) {
    int hour = Integer.parseInt(matcher.group("hour"));
    String half = matcher.group("half");
    if (half != null) {
      boolean afternoon = Character.toLowerCase(half.charAt(0)) == 'p';
      hour = hour % 12 + (afternoon ? 12 : 0);
    }
    int second = Math.min(59, Integer.parseInt(matcher.group("second")));
    return LocalTime.of(
        hour, Integer.parseInt(matcher.group("minute")), second, nanos(matcher.group("fraction")));
  }

  private static LocalDate date(Matcher matcher, ZoneId zone, long now) {
    String name = matcher.group("month");
    int month = MONTH_NAMES.contains(name) ? MONTH_NAMES.indexOf(name) + 1 : Integer.parseInt(name);
    MonthDay day = MonthDay.of(month, Integer.parseInt(matcher.group("day")));
    String year = matcher.group("year");
    if (year == null) {
      return withYear(day, zone, now);
    }
    int number = Integer.parseInt(year);
    int century = FIRST_SHORT_YEAR - FIRST_SHORT_YEAR % 100;
    if (year.length() == 2 && century + number < FIRST_SHORT_YEAR) {
      throw new DateTimeException("two digits of a year before " + FIRST_SHORT_YEAR);
    }
    return LocalDate.of(year.length() == 2 ? century + number : number, month, day.getDayOfMonth());
  }

  /** The largest of next, this and last year that puts the day at most a week ahead. */
  private static LocalDate withYear(MonthDay day, ZoneId zone, long now) {
    LocalDate today = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
    LocalDate latest = today.plusDays(MOST_DAYS_AHEAD);
    for (int year = today.getYear() + 1; ; year--) {
      LocalDate date = day.atYear(year);
      if (!date.isAfter(latest)) {
        return date;
      }
    }
  }

  /** Today, or yesterday if that would be more than some minutes ahead. */
  private static LocalDateTime latest(LocalTime time, ZoneId zone, long now) {
    LocalDateTime present = Instant.ofEpochMilli(now).atZone(zone).toLocalDateTime();
    LocalDateTime today = present.toLocalDate().atTime(time);
    return today.isAfter(present.plusMinutes(MOST_MINUTES_AHEAD)) ? today.minusDays(1) : today;
  }
}
