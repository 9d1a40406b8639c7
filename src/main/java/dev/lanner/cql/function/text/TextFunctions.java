package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.TEXT;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FieldFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.value.Value;
import java.util.List;

/** The functions of this package. */
public final class TextFunctions {
  private TextFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(
        CaseFunction.lower(),
        CaseFunction.upper(),
        new Concat(),
        new Format(),
        length(),
        new SplitString());
  }

  /** UTF-16 units, not characters: {@code text:length} counts those. */
  private static CqlFunction length() {
    return new FieldFunction(
        FunctionSpec.exact(
            "length",
            SCALAR,
            TEXT,
            required("field", Parameter.Type.FIELD).orUnnamed(),
            as("_length")),
        text -> Value.of((long) text.length()));
  }
}
