package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.as;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.util.function.ToLongFunction;

/**
 * {@code now}, {@code start} and {@code end}: when the search runs, and the interval it searches,
 * in epoch milliseconds.
 */
final class TimeOfSearch implements CqlFunction {
  private final FunctionSpec spec;
  private final ToLongFunction<Environment> time;

  TimeOfSearch(String name, ToLongFunction<Environment> time) {
    this.time = time;
    this.spec = FunctionSpec.exact(name, Kind.SCALAR, Group.TIME, as("_" + name).orUnnamed());
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    Environment environment = arguments.environment();
    return (Scalar) row -> Value.of(time.applyAsLong(environment));
  }
}
