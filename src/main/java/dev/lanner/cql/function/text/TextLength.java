package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.TEXT;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/** The number of characters of a text, as people count them. No value: no value. */
final class TextLength implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "text:length",
          SCALAR,
          TEXT,
          as("_length"),
          required("string", Parameter.Type.EXPRESSION).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Scalar string = arguments.expression("string");
    return (Scalar)
        row -> {
          String text = string.text(row);
          return text == null ? null : Value.of((long) Graphemes.of(text).length());
        };
  }
}
