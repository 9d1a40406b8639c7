package dev.lanner.cql.function.join;

import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.Arguments.Scope;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.value.TimePoint;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The parameters that say where a query of its own looks: {@code view}, {@code start}, {@code end}.
 */
final class SubqueryScope {
  static final Parameter VIEW = optional("view", TEXT);
  static final Parameter START = optional("start", TEXT);
  static final Parameter END = optional("end", TEXT);

  private SubqueryScope() {}

  /** What a call says; times are relative to the end of the search. */
  static Scope of(Arguments arguments) {
    return new Scope(view(arguments), time(arguments, "start"), time(arguments, "end"));
  }

  private static Optional<String> view(Arguments arguments) {
    return arguments.given("view") ? Optional.of(arguments.text("view")) : Optional.empty();
  }

  private static OptionalLong time(Arguments arguments, String parameter) {
    if (!arguments.given(parameter)) {
      return OptionalLong.empty();
    }
    Environment environment = arguments.environment();
    String text = arguments.text(parameter);
    OptionalLong time = TimePoint.millis(text, environment.end(), ZoneOffset.UTC);
    if (time.isEmpty()) {
      arguments.problem(
          parameter,
          "bad-argument",
          "`" + text + "` is no point in time",
          "write a length of time before the end of the search, such as 7d");
    }
    return time;
  }
}
