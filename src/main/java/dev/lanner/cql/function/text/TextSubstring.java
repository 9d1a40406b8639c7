package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.TEXT;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/**
 * Part of a text, from the position {@code begin} to before {@code end}, counted in characters as
 * people do. A position outside the text, or an end that is not positive or before the beginning:
 * no value.
 */
final class TextSubstring implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "text:substring",
          SCALAR,
          TEXT,
          as("_string"),
          optional("begin", Parameter.Type.EXPRESSION),
          optional("end", Parameter.Type.EXPRESSION),
          required("string", Parameter.Type.EXPRESSION).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Scalar string = arguments.expression("string");
    Scalar begin = arguments.given("begin") ? arguments.expression("begin") : null;
    Scalar end = arguments.given("end") ? arguments.expression("end") : null;
    return (Scalar) row -> substring(row, string, begin, end);
  }

  private static Value substring(Row row, Scalar string, Scalar begin, Scalar end) {
    String text = string.text(row);
    if (text == null) {
      return null;
    }
    Graphemes graphemes = Graphemes.of(text);
    int from = begin == null ? 0 : Positions.whole(begin, row, -1);
    int to = end == null ? graphemes.length() : Positions.whole(end, row, -1);
    boolean empty = end != null && to <= 0;
    if (from < 0 || empty || to < from || to > graphemes.length()) {
      return null;
    }
    return Value.of(text.substring(graphemes.offset(from), graphemes.offset(to)));
  }
}
