package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.TEXT;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/**
 * The position, from 0, of the {@code occurrence}-th place where a text is found in another,
 * looking from the position {@code begin} on; counted in characters as people do. Not found: no
 * value.
 */
final class TextPositionOf implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "text:positionOf",
          SCALAR,
          TEXT,
          as("_position"),
          optional("begin", Parameter.Type.EXPRESSION),
          required("character", Parameter.Type.EXPRESSION),
          optional("occurrence", Parameter.Type.EXPRESSION),
          required("string", Parameter.Type.EXPRESSION).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Scalar string = arguments.expression("string");
    Scalar character = arguments.expression("character");
    Scalar begin = arguments.given("begin") ? arguments.expression("begin") : null;
    Scalar occurrence = arguments.given("occurrence") ? arguments.expression("occurrence") : null;
    return (Scalar)
        row -> {
          String text = string.text(row);
          String wanted = text == null ? null : character.text(row);
          int from = begin == null ? 0 : Positions.whole(begin, row, -1);
          int count = occurrence == null ? 1 : Positions.whole(occurrence, row, -1);
          if (wanted == null || wanted.isEmpty() || from < 0 || count <= 0) {
            return null;
          }
          return find(Graphemes.of(text), text, wanted, from, count);
        };
  }

  private static Value find(Graphemes graphemes, String text, String wanted, int from, int count) {
    if (from >= graphemes.length()) {
      return null;
    }
    int found = 0;
    int at = text.indexOf(wanted, graphemes.offset(from));
    while (at >= 0) {
      int index = graphemes.index(at);
      if (index >= 0 && graphemes.index(at + wanted.length()) >= 0 && ++found == count) {
        return Value.of((long) index);
      }
      at = text.indexOf(wanted, at + 1);
    }
    return null;
  }
}
