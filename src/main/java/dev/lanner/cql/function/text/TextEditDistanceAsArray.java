package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.TEXT;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.array.ArrayField;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import java.util.List;

/**
 * The edit distances between a text and several references, as an array of objects with {@code
 * distance} and {@code reference}. References without a value are left out.
 */
final class TextEditDistanceAsArray implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "text:editDistanceAsArray",
          TRANSFORM,
          TEXT,
          optional("allowTranspositions", Parameter.Type.BOOLEAN, "true"),
          optional("asArray", Parameter.Type.TEXT, "_distance"),
          optional("ignoreCase", Parameter.Type.BOOLEAN, "false"),
          required("maxDistance", Parameter.Type.WHOLE),
          required("references", Parameter.Type.EXPRESSIONS),
          required("target", Parameter.Type.EXPRESSION).orUnnamed());

  private static final int MOST_REFERENCES = 100;

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    EditDistance distance = EditDistance.of(arguments);
    Scalar target = arguments.expression("target");
    List<Scalar> references = arguments.expressions("references");
    if (references.isEmpty() || references.size() > MOST_REFERENCES) {
      arguments.problem("references", "out-of-range", "there may be 1 to 100 references", "");
    }
    ArrayField array = ArrayField.of(arguments.text("asArray"));
    return (Transform)
        (row, out) -> {
          String text = target.text(row);
          int index = 0;
          for (Scalar reference : references) {
            String other = text == null ? null : reference.text(row);
            int edits = other == null ? -1 : distance.of(text, other);
            if (edits >= 0) {
              row.set(array.elementName(index) + ".distance", Integer.toString(edits));
              row.set(array.elementName(index) + ".reference", other);
              index++;
            }
          }
          out.emit(row);
        };
  }
}
