package dev.lanner.events.decode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Reads the spellings of time that events carry. All results are epoch milliseconds. */
final class EventTime {
  /** No time: the field is absent, or its text is none. */
  static final long NONE = Long.MIN_VALUE;

  /** The end of the year 9999: what lies behind is no time of an event. */
  private static final long LAST = 253_402_300_799_999L;

  /**
   * As seconds in the year 5138, as milliseconds in 1973: tells the units of UTCTimestamp apart.
   */
  private static final long SECONDS_BELOW = 100_000_000_000L;

  private static final int MAX_LENGTH = 40;

  private EventTime() {}

  /** Epoch milliseconds ({@code timestamp} of sensor events), or ISO 8601 (platform events). */
  static long millis(String text) {
    return isDate(text) ? date(text) : inRange(decimal(text, 0));
  }

  /** As {@link #millis}, but a small number is taken as seconds: both are seen in UTCTimestamp. */
  static long millisOrSeconds(String text) {
    long millis = millis(text);
    return millis >= 0 && millis < SECONDS_BELOW && !isDate(text) ? seconds(text) : millis;
  }

  /**
   * Epoch seconds with a fraction ({@code ContextTimeStamp}, {@code ProcessStartTime}), or ISO
   * 8601. What is too large for a date gives {@link Long#MAX_VALUE}: it is a time, only ahead.
   */
  static long seconds(String text) {
    if (isDate(text)) {
      return date(text);
    }
    long millis = decimal(text, 3);
    return millis > LAST ? Long.MAX_VALUE : inRange(millis);
  }

  /** The number that digits in a range make, at most 18 of them; negative if one is none. */
  static long digits(byte[] bytes, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static long inRange(long millis) {
    return millis >= 0 && millis <= LAST ? millis : NONE;
  }

  /** Number times ten to the {@code shift}, rounded down; saturated at the largest long. */
  private static long decimal(String text, int shift) {
    if (text == null || text.isEmpty() || text.length() > MAX_LENGTH) {
      return NONE;
    }
    long whole = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && i > 0) {
        return fraction(whole, text, i + 1, shift);
      }
      if (c < '0' || c > '9' || i > 14) {
        return unusual(text, shift);
      }
      whole = whole * 10 + (c - '0');
    }
    return shift == 0 ? whole : whole * 1000;
  }

  /** Digits behind a point; those beyond the {@code shift} have to be some and are cut off. */
  private static long fraction(long whole, String text, int from, int shift) {
    long number = whole;
    int missing = shift;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return unusual(text, shift);
      }
      if (missing > 0) {
        number = number * 10 + (c - '0');
        missing--;
      }
    }
    for (; missing > 0; missing--) {
      number *= 10;
    }
    return number;
  }

  private static long unusual(String text, int shift) {
    char first = text.charAt(0);
    if (first < '0' || first > '9') {
      return NONE;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      if ((long) number.precision() - number.scale() > 15) {
        return Long.MAX_VALUE;
      }
      if (number.scale() > MAX_LENGTH) {
        return 0;
      }
      return number.movePointRight(shift).setScale(0, RoundingMode.FLOOR).longValueExact();
    } catch (NumberFormatException notANumber) {
      return NONE;
    }
  }

  private static boolean isDate(String text) {
    return text != null
        && text.length() >= 19
        && text.length() <= MAX_LENGTH
        && text.charAt(4) == '-'
        && (text.charAt(10) == 'T' || text.charAt(10) == ' ');
  }

  /** ISO 8601; a blank for the T is seen, and without an offset the time is UTC. */
  private static long date(String text) {
    String iso = text.substring(0, 10) + 'T' + text.substring(11);
    boolean hasOffset = iso.endsWith("Z") || iso.indexOf('+', 19) > 0 || iso.indexOf('-', 19) > 0;
    try {
      return inRange(OffsetDateTime.parse(hasOffset ? iso : iso + 'Z').toInstant().toEpochMilli());
    } catch (DateTimeException notADate) {
      return NONE;
    }
  }
}
