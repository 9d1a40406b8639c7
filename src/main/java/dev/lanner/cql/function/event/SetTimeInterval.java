package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.TimePoint;
import dev.lanner.cql.value.Value;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.OptionalLong;

/** Passes events from {@code start} up to, not including, {@code end}. */
final class SetTimeInterval implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "setTimeInterval",
              Kind.TRANSFORM,
              Group.TIME,
              required("start", TEXT).orUnnamed(),
              optional("end", TEXT, "now"),
              optional("timezone", TEXT))
          .approximate(
              "narrows the input to the interval, and cannot widen it; start() and end() keep"
                  + " naming the interval of the search")
          .batchOnly();

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    if (arguments.asRule()) {
      arguments.problem(
          null,
          "misplaced-function",
          "a rule cannot set the interval it looks at",
          "set the rule's `window` instead");
    }
    int timestamp = arguments.fields().intern("@timestamp");
    long start = time(arguments, "start");
    long end = time(arguments, "end");
    return (Transform)
        (row, out) -> {
          Value value = Value.of(row.text(timestamp));
          boolean inside =
              value != null
                  && value.isNumber()
                  && value.asDouble() >= start
                  && value.asDouble() < end;
          if (inside) {
            out.emit(row);
          }
        };
  }

  private static long time(Arguments arguments, String parameter) {
    ZoneId zone = ZoneId.of("UTC");
    if (arguments.given("timezone")) {
      try {
        zone = ZoneId.of(arguments.text("timezone"));
      } catch (DateTimeException unknown) {
        arguments.problem(
            "timezone",
            "bad-argument",
            "`" + arguments.text("timezone") + "` is no time zone",
            "write a name such as Europe/Berlin, or an offset such as +02:00");
      }
    }
    String text = arguments.text(parameter);
    OptionalLong time = TimePoint.millis(text, arguments.environment().now(), zone);
    if (time.isEmpty()) {
      arguments.problem(
          parameter,
          "bad-argument",
          "`" + text + "` is no point in time",
          "write `now`, a length of time before now such as 7d, 1d@d, or a date such as"
              + " 2026-01-31T12:00:00");
    }
    return time.orElse(0);
  }
}
