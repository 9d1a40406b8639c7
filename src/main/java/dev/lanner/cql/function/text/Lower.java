package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.TEXT;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.util.Locale;

/** Lower-cases the text of a field. Missing field: no value. */
final class Lower implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact("lower", SCALAR, TEXT, required("field", FIELD).orUnnamed(), as("_lower"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    return (Scalar)
        row -> {
          String text = row.text(field);
          return text == null ? null : Value.of(text.toLowerCase(Locale.ROOT));
        };
  }
}
