package dev.lanner.cql.function.time;

import static dev.lanner.cql.function.FunctionSpec.Group.TIME;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.text.Locales;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/**
 * Formats a point in time. Missing field, or one that is no number: no value. A number up to
 * 100,000,000,000 counts seconds, a larger one milliseconds, unless {@code unit} says.
 */
final class FormatTime implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "formatTime",
          SCALAR,
          TIME,
          required("as", Parameter.Type.OUTPUT),
          optional("field", Parameter.Type.FIELD, "@timestamp"),
          required("format", Parameter.Type.TEXT).orUnnamed(),
          optional("locale", Parameter.Type.TEXT),
          optional("timezone", Parameter.Type.TEXT, "UTC"),
          optional("unit", Parameter.Type.TEXT, "auto").oneOf("auto", "milliseconds", "seconds"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    TimeFormat format =
        TimeFormat.of(arguments, "format", Locales.of(arguments, "locale", Locale.ENGLISH));
    ZoneId zone = Zones.of(arguments, "timezone");
    EpochField.Unit unit = EpochField.Unit.valueOf(arguments.text("unit").toUpperCase(Locale.ROOT));
    return (Scalar)
        row -> {
          Instant time = EpochField.read(row.text(field), unit);
          return time == null ? null : Value.of(format.print(time.atZone(zone)));
        };
  }
}
