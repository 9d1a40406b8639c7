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
import java.util.List;

/** Gives the elements of an array, up to the first gap, another name. */
final class ArrayRename implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "array:rename",
          TRANSFORM,
          ARRAY,
          required("array", Parameter.Type.TEXT).orUnnamed(),
          required("asArray", Parameter.Type.TEXT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "array");
    ArrayField target = ArrayField.target(arguments, array);
    boolean same = target.name().equals(array.name());
    return (Transform)
        (row, out) -> {
          List<String> elements = array.read(row);
          if (!same && !elements.isEmpty()) {
            array.removeFrom(row, 0);
            target.write(row, elements);
          }
          out.emit(row);
        };
  }
}
