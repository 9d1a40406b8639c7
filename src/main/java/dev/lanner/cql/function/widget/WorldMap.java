package dev.lanner.cql.function.widget;

import static dev.lanner.cql.function.Parameter.Type.AGGREGATES;
import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.function.network.Geohash;
import dev.lanner.cql.run.Environment.Database;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.value.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The points of a world map: for each geohash of so many digits, by default 4, its {@code geohash},
 * the {@code lat} and {@code lon} of its middle, and {@code magnitude}, by default how many rows
 * lie there. Places are read from two fields, or looked up by an address. Rows without a place do
 * not count.
 */
final class WorldMap implements CqlFunction {
  private static final int MAX_PRECISION = 12;

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "worldMap",
              Kind.AGGREGATE,
              Group.WIDGET,
              optional("ip", FIELD),
              optional("lat", FIELD),
              optional("lon", FIELD),
              optional("magnitude", AGGREGATES),
              optional("precision", WHOLE, "4"))
          .approximate("LogScale does not say what the fields of its points are called");

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    long precision = arguments.whole("precision");
    if (precision < 1 || precision > MAX_PRECISION) {
      arguments.problem(
          "precision", "bad-argument", "`precision` must be from 1 to " + MAX_PRECISION, "");
    }
    Function<Row, String[]> place;
    if (arguments.given("ip")) {
      place = byAddress(arguments);
    } else if (arguments.given("lat") && arguments.given("lon")) {
      int lat = arguments.field("lat");
      int lon = arguments.field("lon");
      place = row -> new String[] {row.text(lat), row.text(lon)};
    } else {
      arguments.problem(null, "missing-argument", "`worldMap` needs `ip`, or `lat` and `lon`", "");
      return new NamedGroups(arguments, row -> null, List.of(), "magnitude", "magnitude");
    }
    return new NamedGroups(
        arguments,
        row -> {
          String[] coordinates = place.apply(row);
          return coordinates == null ? null : cell(coordinates, precision);
        },
        List.of("geohash", "lat", "lon"),
        "magnitude",
        "magnitude");
  }

  private static Function<Row, String[]> byAddress(Arguments arguments) {
    int ip = arguments.field("ip");
    Optional<Database> geo = arguments.environment().database("geo");
    if (geo.isEmpty()) {
      arguments.missing("ip", "missing-database", "there is no database `geo` at hand", "");
      return row -> null;
    }
    return row -> {
      String address = row.text(ip);
      Map<String, String> found = address == null ? null : geo.get().find("", address);
      return found == null ? null : new String[] {found.get("lat"), found.get("lon")};
    };
  }

  /**
   * The square a place lies in: its geohash and its middle; null if the texts name no place on
   * earth.
   */
  private static String[] cell(String[] coordinates, long precision) {
    double lat = Numbers.parse(coordinates[0]);
    double lon = Numbers.parse(coordinates[1]);
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
      return null;
    }
    long bits = 5 * precision;
    return new String[] {
      Geohash.encode(lat, lon, precision),
      Numbers.print(middle(lat, 90, bits / 2)),
      Numbers.print(middle(lon, 180, bits - bits / 2))
    };
  }

  /** The middle of the part that a value lies in, if −most to most is halved so many times. */
  private static double middle(double value, double most, long halvings) {
    double parts = Math.scalb(1.0, (int) halvings);
    double part = Math.min(parts - 1, Math.floor((value + most) / (2 * most) * parts));
    return (part + 0.5) * (2 * most) / parts - most;
  }
}
