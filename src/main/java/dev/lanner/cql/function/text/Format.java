package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.FORMATTING;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.time.Zones;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.time.ZoneId;

/**
 * Formats fields by a {@code printf} pattern; see {@link FormatPattern} for what it may hold. A
 * missing field prints as {@code null}. Times are epoch milliseconds in {@code timezone}, UTC
 * unless given.
 */
final class Format implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "format",
          SCALAR,
          FORMATTING,
          as("_format"),
          required("field", Parameter.Type.FIELDS),
          required("format", Parameter.Type.TEXT).orUnnamed(),
          optional("timezone", Parameter.Type.TEXT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int[] fields = arguments.fieldIds("field");
    ZoneId zone = Zones.of(arguments, "timezone");
    FormatPattern pattern;
    try {
      pattern = FormatPattern.parse(arguments.text("format"), fields.length, zone);
    } catch (FormatPattern.Invalid wrong) {
      arguments.problem(
          "format", "invalid-format", wrong.getMessage(), "`%%` prints a percent sign");
      return (Scalar) row -> null;
    }
    String[] texts = new String[fields.length];
    return (Scalar)
        row -> {
          for (int i = 0; i < fields.length; i++) {
            texts[i] = row.text(fields[i]);
          }
          return Value.of(pattern.format(texts));
        };
  }
}
