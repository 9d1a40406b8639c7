package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.TEXT;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Texts;
import dev.lanner.cql.value.Value;

/**
 * The texts of fields, one behind the other. A missing field adds nothing; without any there is no
 * value (LogScale docs, functions/objectarray-eval: elements without the concatenated fields give
 * no result).
 */
final class Concat implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "concat", SCALAR, TEXT, required("field", FIELDS).orUnnamed(), as("_concat"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int[] fields = arguments.fieldIds("field");
    StringBuilder whole = new StringBuilder();
    return (Scalar)
        row -> {
          whole.setLength(0);
          boolean any = false;
          for (int field : fields) {
            String text = row.text(field);
            if (text != null) {
              whole.append(text);
              any = true;
            }
          }
          return any ? Value.of(Texts.bounded(whole)) : null;
        };
  }
}
