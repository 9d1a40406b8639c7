package dev.lanner.cql.function.time;

import static dev.lanner.cql.function.FunctionSpec.Group.TIME;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One part of a point in time: hour, day of the week and so on. The field counts milliseconds since
 * the epoch; the zone is {@code timezone}, else what the field that {@code timezoneField} names
 * holds, else UTC. Missing field, or one that is no number: no value.
 */
final class TimePart implements CqlFunction {
  private final FunctionSpec spec;
  private final Function<ZonedDateTime, String> part;

  private TimePart(String name, Function<ZonedDateTime, String> part) {
    this.spec =
        FunctionSpec.exact(
            "time:" + name,
            SCALAR,
            TIME,
            as("_" + name),
            optional("field", Parameter.Type.FIELD, "@timestamp").orUnnamed(),
            optional("timezone", Parameter.Type.TEXT),
            optional("timezoneField", Parameter.Type.FIELD));
    this.part = part;
  }

  static List<CqlFunction> all() {
    return List.of(
        number("dayOfMonth", ZonedDateTime::getDayOfMonth),
        number("dayOfWeek", t -> t.getDayOfWeek().getValue()),
        new TimePart(
            "dayOfWeekName", t -> t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
        number("dayOfYear", ZonedDateTime::getDayOfYear),
        number("hour", ZonedDateTime::getHour),
        number("millisecond", t -> t.getNano() / 1_000_000),
        number("minute", ZonedDateTime::getMinute),
        number("month", ZonedDateTime::getMonthValue),
        new TimePart("monthName", t -> t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
        number("second", ZonedDateTime::getSecond),
        number("weekOfYear", t -> t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
        number("year", ZonedDateTime::getYear));
  }

  private static TimePart number(String name, ToIntFunction<ZonedDateTime> part) {
    return new TimePart(name, time -> Integer.toString(part.applyAsInt(time)));
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    ZoneId fixed = Zones.of(arguments, "timezone");
    boolean fromField = !arguments.given("timezone") && arguments.given("timezoneField");
    int zoneField = fromField ? arguments.field("timezoneField") : -1;
    return (Scalar)
        row -> {
          Instant time = EpochField.read(row.text(field), EpochField.Unit.MILLISECONDS);
          if (time == null) {
            return null;
          }
          String zone = fromField ? row.text(zoneField) : null;
          ZoneId in = zone == null ? fixed : Zones.parse(zone).orElse(fixed);
          return Value.of(part.apply(time.atZone(in)));
        };
  }
}
