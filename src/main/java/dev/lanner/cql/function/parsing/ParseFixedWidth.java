package dev.lanner.cql.function.parsing;

import static dev.lanner.cql.function.FunctionSpec.Group.PARSING;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.Numbers;
import dev.lanner.cql.value.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a field into named columns of given widths. Columns beyond the end of the text stay as they
 * were.
 */
final class ParseFixedWidth implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "parseFixedWidth",
          TRANSFORM,
          PARSING,
          required("columns", Parameter.Type.TEXTS),
          optional("field", Parameter.Type.FIELD, "@rawstring").orUnnamed(),
          optional("trim", Parameter.Type.BOOLEAN, "true"),
          required("widths", Parameter.Type.TEXTS));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    boolean trim = arguments.flag("trim");
    List<String> columns = arguments.texts("columns");
    List<Integer> widths = widths(arguments);
    if (widths.size() != columns.size()) {
      arguments.problem(
          "widths",
          "out-of-range",
          "there are " + columns.size() + " columns and " + widths.size() + " widths",
          "");
      return (Transform) (row, out) -> out.emit(row);
    }
    return (Transform)
        (row, out) -> {
          String text = row.text(field);
          int at = 0;
          for (int i = 0; text != null && i < columns.size() && at < text.length(); i++) {
            int end = (int) Math.min(text.length(), (long) at + widths.get(i));
            String value = text.substring(at, end);
            row.set(columns.get(i), trim ? value.strip() : value);
            at = end;
          }
          out.emit(row);
        };
  }

  private static List<Integer> widths(Arguments arguments) {
    List<Integer> widths = new ArrayList<>();
    for (String text : arguments.texts("widths")) {
      double width = Numbers.parse(text);
      if (width >= 1 && width <= Texts.MAX_LENGTH && width == Math.rint(width)) {
        widths.add((int) width);
      } else {
        arguments.problem("widths", "out-of-range", "`" + text + "` is no width", "");
      }
    }
    return widths;
  }
}
