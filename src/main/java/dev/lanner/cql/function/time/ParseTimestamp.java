package dev.lanner.cql.function.time;

import static dev.lanner.cql.function.FunctionSpec.Group.TIME;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import java.time.ZoneId;

/**
 * Reads a field as a point in time and sets {@code as} to its milliseconds since the epoch and
 * {@code timezoneAs} to its zone. The format is one of Java's {@code DateTimeFormatter} or a word
 * such as {@code millis}. A time without a zone is read in {@code timezone}, which also overrides a
 * zone that is there, else in the zone the field {@code timezoneField} holds. Missing field:
 * nothing is set. No time: {@code @error} is set, unless {@code addErrors=false}.
 */
final class ParseTimestamp implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "parseTimestamp",
          TRANSFORM,
          TIME,
          optional("addErrors", Parameter.Type.BOOLEAN, "true"),
          as("@timestamp"),
          optional("caseSensitive", Parameter.Type.BOOLEAN, "true"),
          required("field", Parameter.Type.FIELD),
          optional("format", Parameter.Type.TEXT, "yyyy-MM-dd'T'HH:mm:ss[.SSSSSSSSS]XXXXX")
              .orUnnamed(),
          optional("timezone", Parameter.Type.TEXT),
          optional("timezoneAs", Parameter.Type.TEXT, "@timezone"),
          optional("timezoneField", Parameter.Type.FIELD, "@timezone"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    int as = arguments.field("as");
    int zoneField = arguments.field("timezoneField");
    String zoneAs = arguments.text("timezoneAs");
    boolean addErrors = arguments.flag("addErrors");
    ZoneId given = arguments.given("timezone") ? Zones.of(arguments, "timezone") : null;
    TimestampFormat format;
    try {
      format =
          TimestampFormat.of(
              arguments.text("format"), arguments.flag("caseSensitive"), arguments.environment());
    } catch (IllegalArgumentException wrong) {
      arguments.problem(
          "format",
          "invalid-format",
          "`" + arguments.text("format") + "` is no time format: " + wrong.getMessage(),
          "`yyyy-MM-dd HH:mm:ss` reads 2024-02-29 13:05:00");
      return (Transform) (row, out) -> out.emit(row);
    }
    return (Transform)
        (row, out) -> {
          String text = row.text(field);
          if (text != null) {
            ZoneId fallback = given == null ? zoneOf(row.text(zoneField)) : given;
            TimestampFormat.Parsed parsed = format.parse(text, given, fallback);
            if (parsed != null) {
              row.set(as, Long.toString(parsed.millis()));
              row.set(zoneAs, parsed.zone());
            } else if (addErrors) {
              ParseErrors.set(row, "no timestamp in the format that was given");
            }
          }
          out.emit(row);
        };
  }

  private static ZoneId zoneOf(String text) {
    return text == null ? null : Zones.parse(text).orElse(null);
  }
}
