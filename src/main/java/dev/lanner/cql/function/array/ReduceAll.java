package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.AGGREGATE;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.aggregate.Combined;
import dev.lanner.cql.run.Node;

/** Aggregates over all elements of an array in all events. */
final class ReduceAll implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "array:reduceAll",
          AGGREGATE,
          ARRAY,
          required("array", Parameter.Type.TEXT).orUnnamed(),
          required("function", Parameter.Type.AGGREGATES),
          required("var", Parameter.Type.TEXT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    return new ElementsAggregate(
        Elements.of(arguments), Combined.of(arguments.fields(), arguments.aggregates("function")));
  }
}
