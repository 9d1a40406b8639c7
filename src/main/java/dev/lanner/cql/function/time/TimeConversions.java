package dev.lanner.cql.function.time;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** The letters of time formats, as Java's {@code Formatter} reads them. */
final class TimeConversions {
  static final Map<Character, TimeConversion> BY_LETTER = new HashMap<>();

  private TimeConversions() {}

  static {
    put('H', (t, l) -> two(t.getHour()));
    put('I', (t, l) -> two(twelve(t.getHour())));
    put('k', (t, l) -> Integer.toString(t.getHour()));
    put('l', (t, l) -> Integer.toString(twelve(t.getHour())));
    put('M', (t, l) -> two(t.getMinute()));
    put('S', (t, l) -> two(t.getSecond()));
    put('L', (t, l) -> zeros(t.getNano() / 1_000_000, 3));
    put('N', (t, l) -> zeros(t.getNano(), 9));
    put('p', (t, l) -> half(t, l).toLowerCase(l));
    put('z', (t, l) -> offset(t.getOffset().getTotalSeconds()));
    put('Z', TimeConversions::zone);
    put('s', (t, l) -> Long.toString(t.toEpochSecond()));
    put('Q', (t, l) -> Long.toString(t.toInstant().toEpochMilli()));
    put('B', (t, l) -> t.getMonth().getDisplayName(TextStyle.FULL, l));
    put('b', (t, l) -> t.getMonth().getDisplayName(TextStyle.SHORT, l));
    put('h', BY_LETTER.get('b'));
    put('A', (t, l) -> t.getDayOfWeek().getDisplayName(TextStyle.FULL, l));
    put('a', (t, l) -> t.getDayOfWeek().getDisplayName(TextStyle.SHORT, l));
    put('C', (t, l) -> two(t.getYear() / 100));
    put('Y', (t, l) -> zeros(t.getYear(), 4));
    put('y', (t, l) -> two(Math.floorMod(t.getYear(), 100)));
    put('j', (t, l) -> zeros(t.getDayOfYear(), 3));
    put('m', (t, l) -> two(t.getMonthValue()));
    put('d', (t, l) -> two(t.getDayOfMonth()));
    put('e', (t, l) -> Integer.toString(t.getDayOfMonth()));
    put('R', joined(":", "HM"));
    put('T', joined(":", "HMS"));
    TimeConversion twelveHours = joined(":", "IMS");
    put('r', (t, l) -> twelveHours.print(t, l) + " " + half(t, l).toUpperCase(l));
    put('D', joined("/", "mdy"));
    put('F', joined("-", "Ymd"));
    put('c', joined(" ", "abdTZY"));
  }

  private static void put(char letter, TimeConversion conversion) {
    BY_LETTER.put(letter, conversion);
  }

  private static TimeConversion joined(String separator, String letters) {
    List<TimeConversion> parts = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      parts.add(BY_LETTER.get(letters.charAt(i)));
    }
    return (time, locale) -> {
      StringBuilder text = new StringBuilder();
      for (TimeConversion part : parts) {
        text.append(text.length() == 0 ? "" : separator).append(part.print(time, locale));
      }
      return text.toString();
    };
  }

  private static String two(int number) {
    return number < 0 || number > 9 ? Integer.toString(number) : "0" + number;
  }

  private static String zeros(int number, int width) {
    String digits = Integer.toString(Math.abs(number));
    String filled = "0".repeat(Math.max(0, width - digits.length())) + digits;
    return number < 0 ? "-" + filled : filled;
  }

  private static int twelve(int hour) {
    return hour % 12 == 0 ? 12 : hour % 12;
  }

  private static String half(ZonedDateTime time, Locale locale) {
    return DateTimeFormatter.ofPattern("a", locale).format(time);
  }

  private static String offset(int seconds) {
    int minutes = Math.abs(seconds) / 60;
    return (seconds < 0 ? "-" : "+") + two(minutes / 60) + two(minutes % 60);
  }

  private static String zone(ZonedDateTime time, Locale locale) {
    ZoneId zone = time.getZone();
    if (zone instanceof ZoneOffset) {
      return zone.getId();
    }
    boolean summer = zone.getRules().isDaylightSavings(time.toInstant());
    return TimeZone.getTimeZone(zone).getDisplayName(summer, TimeZone.SHORT, locale);
  }
}
