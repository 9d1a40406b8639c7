package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends values behind the last element before the first gap. Expressions without a value are
 * skipped.
 */
final class ArrayAppend implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "array:append",
          TRANSFORM,
          ARRAY,
          required("array", Parameter.Type.TEXT).orUnnamed(),
          required("values", Parameter.Type.EXPRESSIONS));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "array");
    List<Scalar> values = arguments.expressions("values");
    return (Transform)
        (row, out) -> {
          List<String> elements = new ArrayList<>();
          for (Scalar value : values) {
            String text = value.text(row);
            if (text != null) {
              elements.add(text);
            }
          }
          int at = array.length(row);
          for (int i = 0; i < elements.size() && at + i < Texts.MAX_ELEMENTS; i++) {
            row.set(array.elementName(at + i), elements.get(i));
          }
          out.emit(row);
        };
  }
}
