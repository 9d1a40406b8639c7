package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.value.RelativeTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * The spans into which {@code bucket} and {@code timeChart} cut time. They begin at multiples of
 * their length in the time zone given, not at the start of the search.
 *
 * @param millis the length of a span
 * @param zone the time zone
 */
record Spans(long millis, ZoneId zone) {
  /** The most buckets a call may ask for; LogScale's limit. */
  static final int MAX_BUCKETS = 1500;

  private static final int USUAL_BUCKETS = 127;
  private static final long SECOND = 1_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** What an automatic span may be. */
  private static final long[] USUAL = {
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    30 * DAY,
    90 * DAY,
    365 * DAY
  };

  /** The start of the span that a time lies in. */
  long start(long time) {
    long offset = zone.getRules().getOffset(Instant.ofEpochMilli(time)).getTotalSeconds() * SECOND;
    return Math.floorDiv(time + offset, millis) * millis - offset;
  }

  /** What {@code span}, {@code buckets}, {@code minSpan} and {@code timezone} of a call ask for. */
  static Spans of(Arguments arguments) {
    Environment environment = arguments.environment();
    String span = arguments.text("span");
    long millis;
    if (!span.equalsIgnoreCase("auto")) {
      millis = given(arguments, "span");
    } else if (arguments.asRule()) {
      arguments.problem(
          "span",
          "missing-argument",
          "a rule has no search interval to choose a span from",
          "write span=…");
      millis = MINUTE;
    } else {
      long interval = Math.max(1, environment.end() - environment.start());
      millis = arguments.given("buckets") ? requested(arguments, interval) : usual(interval);
    }
    if (arguments.given("minSpan")) {
      millis = Math.max(millis, given(arguments, "minSpan"));
    }
    return new Spans(millis, zone(arguments));
  }

  private static long given(Arguments arguments, String parameter) {
    OptionalLong millis = RelativeTime.millis(arguments.text(parameter));
    if (millis.isEmpty() || millis.getAsLong() == 0) {
      arguments.problem(
          parameter,
          "bad-argument",
          "`" + arguments.text(parameter) + "` is no length of time",
          "write a number and a unit, such as 15m or 1h");
      return MINUTE;
    }
    return millis.getAsLong();
  }

  private static long requested(Arguments arguments, long interval) {
    long buckets = arguments.whole("buckets");
    if (buckets < 1 || buckets > MAX_BUCKETS) {
      arguments.problem(
          "buckets", "bad-argument", "`buckets` must be from 1 to " + MAX_BUCKETS, "");
      return MINUTE;
    }
    return (interval + buckets - 1) / buckets;
  }

  private static long usual(long interval) {
    for (long millis : USUAL) {
      if (interval / millis <= USUAL_BUCKETS) {
        return millis;
      }
    }
    return USUAL[USUAL.length - 1];
  }

  private static ZoneId zone(Arguments arguments) {
    if (!arguments.given("timezone")) {
      return ZoneId.of("UTC");
    }
    try {
      return ZoneId.of(arguments.text("timezone"));
    } catch (DateTimeException unknown) {
      arguments.problem(
          "timezone",
          "bad-argument",
          "`" + arguments.text("timezone") + "` is no time zone",
          "write a name such as Europe/Berlin, or an offset such as +02:00");
      return ZoneId.of("UTC");
    }
  }
}
