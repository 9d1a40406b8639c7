package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs steps on each element of an array, bound to {@code var}, and collects what they write to the
 * field that is named like the output array. Elements for which they write nothing vanish. {@code
 * objectArray:eval} does the same for arrays of objects.
 */
final class ArrayEval implements CqlFunction {
  private final FunctionSpec spec;
  private final boolean objects;

  ArrayEval(String name, boolean objects) {
    this.spec =
        FunctionSpec.exact(
            name,
            TRANSFORM,
            ARRAY,
            required("array", Parameter.Type.TEXT).orUnnamed(),
            optional("asArray", Parameter.Type.TEXT),
            required("function", Parameter.Type.PIPELINE),
            optional("var", Parameter.Type.TEXT));
    this.objects = objects;
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "array");
    ArrayField target = ArrayField.target(arguments, array);
    String variable = Elements.variable(arguments, array);
    int result = arguments.fields().intern(target.name());
    Transform function = arguments.transform("function");
    boolean stale = !variable.equals(target.name());
    List<String> results = new ArrayList<>();
    Elements.Visitor visitor =
        row -> {
          int before = results.size();
          function.process(row, done -> take(done, result, before, results));
          return true;
        };
    Elements elements = objects ? null : Elements.of(arguments);
    ObjectElements objectElements = objects ? ObjectElements.of(arguments) : null;
    return (Transform)
        (row, out) -> {
          results.clear();
          int before = row.mark();
          if (stale) {
            row.remove(result);
          }
          if (objects) {
            objectElements.forEach(row, visitor);
          } else {
            elements.forEach(row, visitor);
          }
          row.rollback(before);
          if (!results.isEmpty() || !stale) {
            target.replace(row, results);
          }
          out.emit(row);
        };
  }

  /** Takes the result of the first row that the steps emit for an element. */
  private static void take(Row done, int result, int before, List<String> results) {
    String text = done.text(result);
    if (text != null && results.size() == before && before < Texts.MAX_ELEMENTS) {
      results.add(text);
    }
  }
}
