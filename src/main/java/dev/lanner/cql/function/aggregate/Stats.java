package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.AGGREGATES;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Node;

/**
 * Several aggregates side by side; {@code [a(), b()]} is short for it. Counts rows if told nothing.
 */
public final class Stats implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "stats", Kind.AGGREGATE, Group.AGGREGATE, optional("function", AGGREGATES).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    return function(arguments, "function");
  }

  /** The aggregates of a parameter as one; {@code count()} if it was not given. */
  public static Aggregate function(Arguments arguments, String parameter) {
    return arguments.given(parameter)
        ? Combined.of(arguments.fields(), arguments.aggregates(parameter))
        : Count.byDefault(arguments);
  }
}
