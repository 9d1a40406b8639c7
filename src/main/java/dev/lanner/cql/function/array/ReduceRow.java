package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.aggregate.Combined;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/**
 * Aggregates over the elements of an array within each event. The function yields one row with one
 * field.
 */
final class ReduceRow implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "array:reduceRow",
          SCALAR,
          ARRAY,
          required("array", Parameter.Type.TEXT).orUnnamed(),
          as("_reduceRow"),
          required("function", Parameter.Type.AGGREGATES),
          required("var", Parameter.Type.TEXT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Elements elements = Elements.of(arguments);
    Aggregate function = Combined.of(arguments.fields(), arguments.aggregates("function"));
    return (Scalar)
        row -> {
          Accumulator state = function.create();
          elements.forEach(
              row,
              element -> {
                state.add(element);
                return true;
              });
          return Value.of(SingleResult.of(state));
        };
  }
}
