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

/** A text without the white space at its ends, or at one of them. No value: no value. */
final class TextTrim implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "text:trim",
          SCALAR,
          TEXT,
          as("_trim"),
          required("field", Parameter.Type.EXPRESSION).orUnnamed(),
          optional("mode", Parameter.Type.TEXT, "both").oneOf("both", "start", "end"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Scalar field = arguments.expression("field");
    String mode = arguments.text("mode");
    boolean start = !mode.equals("end");
    boolean end = !mode.equals("start");
    return (Scalar)
        row -> {
          String text = field.text(row);
          return text == null ? null : Value.of(trim(text, start, end));
        };
  }

  private static String trim(String text, boolean start, boolean end) {
    int from = 0;
    int to = text.length();
    while (start && from < to && isWhite(text.charAt(from))) {
      from++;
    }
    while (end && to > from && isWhite(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Unicode's property White_Space. */
  private static boolean isWhite(char c) {
    return c >= '\t' && c <= '\r' || c == '\u0085' || Character.isSpaceChar(c);
  }
}
