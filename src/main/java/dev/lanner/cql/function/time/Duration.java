package dev.lanner.cql.function.time;

import static dev.lanner.cql.function.FunctionSpec.Group.TIME;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/** The milliseconds of a relative time such as {@code 5m}. */
final class Duration implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "duration",
          SCALAR,
          TIME,
          as("_duration"),
          required("duration", Parameter.Type.DURATION).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Value millis = Value.of(arguments.millis("duration"));
    return (Scalar) row -> millis;
  }
}
