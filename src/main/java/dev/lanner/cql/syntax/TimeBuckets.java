package dev.lanner.cql.syntax;

import java.util.regex.Matcher;

/**
 * {@code timeBucket(span="1h")} of the other dialect: the beginning of the hour the event is in.
 */
final class TimeBuckets {
  private static final java.util.regex.Pattern SPAN =
      java.util.regex.Pattern.compile(
          "([0-9]{1,9}) ?(ms|s|sec|seconds?|m|min|minutes?|h|hr|hours?|d|days?|w|weeks?)");

  private final Reading reading;

  TimeBuckets(Reading reading) {
    this.reading = reading;
  }

  Expression bucket(Expression.Call call) {
    long span = call.arguments().size() == 1 ? millis(call.arguments().get(0).value()) : 0;
    if (span == 0) {
      return call;
    }
    reading.note(
        call,
        "dialect-time-bucket",
        "`timeBucket(span)`",
        "`@timestamp - @timestamp % milliseconds`");
    Span place = call.span();
    Expression time = new Expression.Field("@timestamp", place);
    Expression length = new Expression.Num(Long.toString(span), place);
    return new Expression.Binary("-", time, new Expression.Binary("%", time, length, place), place);
  }

  private static long millis(Expression value) {
    String text =
        value instanceof Expression.Str string
            ? string.text()
            : value instanceof Expression.Word word ? word.text() : "";
    Matcher matcher = SPAN.matcher(text);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) * unit(matcher.group(2)) : 0;
  }

  private static long unit(String name) {
    if (name.equals("ms")) {
      return 1;
    }
    switch (name.charAt(0)) {
      case 's':
        return 1_000;
      case 'm':
        return 60_000;
      case 'h':
        return 3_600_000;
      case 'd':
        return 86_400_000;
      default:
        return 7L * 86_400_000;
    }
  }
}
