package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.FILTER;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;

/** Keeps events with an array element that is exactly a text. */
final class ArrayContains implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "array:contains",
          FILTER,
          ARRAY,
          required("array", Parameter.Type.TEXT).orUnnamed(),
          required("value", Parameter.Type.TEXT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "array");
    String value = arguments.text("value");
    return (Filter) row -> array.read(row).contains(value);
  }
}
