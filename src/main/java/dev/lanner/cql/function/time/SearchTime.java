package dev.lanner.cql.function.time;

import static dev.lanner.cql.function.FunctionSpec.Group.TIME;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * {@code now}, {@code start} and {@code end}: the time of evaluation and the ends of the searched
 * interval.
 */
final class SearchTime implements CqlFunction {
  private final FunctionSpec spec;
  private final ToLongFunction<Environment> time;

  private SearchTime(String name, ToLongFunction<Environment> time) {
    this.spec = FunctionSpec.exact(name, SCALAR, TIME, as("_" + name).orUnnamed());
    this.time = time;
  }

  static List<CqlFunction> all() {
    return List.of(
        new SearchTime("now", Environment::now),
        new SearchTime("start", Environment::start),
        new SearchTime("end", Environment::end));
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
