package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
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

/** How many elements an array has before the first gap; 0 if there is none. */
final class ArrayLength implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "array:length",
          SCALAR,
          ARRAY,
          required("array", Parameter.Type.TEXT).orUnnamed(),
          as("_length"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "array");
    return (Scalar) row -> Value.of((long) array.length(row));
  }
}
