package dev.lanner.cql.function.time;

import static dev.lanner.cql.function.FunctionSpec.Group.TIME;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import java.time.ZoneId;

/**
 * Finds a point in time in a field and sets {@code as} to its milliseconds since the epoch and
 * {@code timezoneAs} to its zone. A time without a zone is read in {@code timezone}, else in the
 * zone the field {@code timezoneField} holds. None found: {@code @error} is set, unless {@code
 * addErrors=false}.
 */
final class FindTimestamp implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "findTimestamp",
              TRANSFORM,
              TIME,
              optional("addErrors", Parameter.Type.BOOLEAN, "true"),
              as("@timestamp"),
              optional("field", Parameter.Type.FIELD, "@rawstring"),
              optional("timezone", Parameter.Type.TEXT),
              optional("timezoneAs", Parameter.Type.TEXT, "@timezone"),
              optional("timezoneField", Parameter.Type.FIELD, "@timezone"))
          .approximate("which separators may stand between the parts of a time is not documented");

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
    Environment environment = arguments.environment();
    return (Transform)
        (row, out) -> {
          String text = row.text(field);
          String zone = given == null ? row.text(zoneField) : null;
          ZoneId in = zone == null ? given : Zones.parse(zone).orElse(null);
          TimestampFinder.Found found =
              text == null ? null : TimestampFinder.find(text, in, environment.now());
          if (found != null) {
            row.set(as, Long.toString(found.millis()));
            row.set(zoneAs, found.zone());
          } else if (addErrors) {
            ParseErrors.set(row, "no timestamp found");
          }
          out.emit(row);
        };
  }
}
