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
import java.util.List;

/** Splits a field into named columns. Columns beyond the values there are stay as they were. */
final class ParseCsv implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "parseCsv",
          TRANSFORM,
          PARSING,
          required("columns", Parameter.Type.TEXTS),
          optional("delimiter", Parameter.Type.TEXT, ","),
          optional("excludeEmpty", Parameter.Type.BOOLEAN, "false"),
          optional("field", Parameter.Type.FIELD, "@rawstring").orUnnamed(),
          optional("trim", Parameter.Type.BOOLEAN, "false"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    List<String> columns = arguments.texts("columns");
    boolean excludeEmpty = arguments.flag("excludeEmpty");
    String delimiter = arguments.text("delimiter");
    if (delimiter.length() != 1) {
      arguments.problem("delimiter", "out-of-range", "the delimiter is a single character", "");
      return (Transform) (row, out) -> out.emit(row);
    }
    Csv csv = new Csv(delimiter.charAt(0), arguments.flag("trim"));
    return (Transform)
        (row, out) -> {
          String text = row.text(field);
          if (text != null) {
            List<String> values = csv.split(text, columns.size());
            for (int i = 0; i < values.size(); i++) {
              if (!excludeEmpty || !values.get(i).isEmpty()) {
                row.set(columns.get(i), values.get(i));
              }
            }
          }
          out.emit(row);
        };
  }
}
