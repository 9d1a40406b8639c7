package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;

/** Removes the elements of an array up to the first gap. */
final class ArrayDrop implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "array:drop", TRANSFORM, ARRAY, required("array", Parameter.Type.TEXT).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "array");
    return (Transform)
        (row, out) -> {
          array.removeFrom(row, 0);
          out.emit(row);
        };
  }
}
