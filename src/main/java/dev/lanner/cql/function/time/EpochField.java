package dev.lanner.cql.function.time;

import dev.lanner.cql.value.Value;
import java.time.Instant;

/**
 * Reads a field as a point in time: seconds or milliseconds since the epoch, a fraction allowed.
 */
final class EpochField {
  /** What a number counts. */
  enum Unit {
    /** Seconds up to {@link #MOST_SECONDS}, else milliseconds. */
    AUTO,
    /** Milliseconds. */
    MILLISECONDS,
    /** Seconds. */
    SECONDS
  }

  private static final long MOST_SECONDS = 100_000_000_000L;

  private EpochField() {}

  /** The time a text means, or null if it is no number or too far from the epoch to have a date. */
  static Instant read(String text, Unit unit) {
    if (text == null) {
      return null;
    }
    Value value = Value.of(text);
    if (!value.isNumber()) {
      return null;
    }
    double number = value.asDouble();
    boolean seconds = unit == Unit.SECONDS || unit == Unit.AUTO && number <= MOST_SECONDS;
    double most = seconds ? Zones.MAX_MILLIS / 1000.0 : Zones.MAX_MILLIS;
    if (Math.abs(number) > most) {
      return null;
    }
    if (value.isWhole()) {
      return seconds ? Instant.ofEpochSecond(value.asLong()) : Instant.ofEpochMilli(value.asLong());
    }
    return Instant.ofEpochMilli((long) Math.floor(seconds ? number * 1000 : number));
  }
}
