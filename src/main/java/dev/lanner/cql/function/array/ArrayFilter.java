package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import java.util.ArrayList;
import java.util.List;

/** Keeps the elements, bound to {@code var}, that steps let through; in order and without gaps. */
final class ArrayFilter implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "array:filter",
          TRANSFORM,
          ARRAY,
          required("array", Parameter.Type.TEXT).orUnnamed(),
          optional("asArray", Parameter.Type.TEXT),
          required("function", Parameter.Type.PIPELINE),
          optional("var", Parameter.Type.TEXT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "array");
    ArrayField target = ArrayField.target(arguments, array);
    Elements elements = Elements.of(arguments);
    Transform function = arguments.transform("function");
    return (Transform)
        (row, out) -> {
          List<String> all = array.read(row);
          List<String> kept = new ArrayList<>();
          int[] index = new int[1];
          boolean[] passed = new boolean[1];
          elements.forEach(
              row,
              element -> {
                passed[0] = false;
                function.process(element, some -> passed[0] = true);
                if (passed[0]) {
                  kept.add(all.get(index[0]));
                }
                index[0]++;
                return true;
              });
          if (!all.isEmpty()) {
            target.replace(row, kept);
          }
          out.emit(row);
        };
  }
}
