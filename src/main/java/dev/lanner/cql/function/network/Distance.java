package dev.lanner.cql.function.network;

import static dev.lanner.cql.function.FunctionSpec.Group.NETWORK;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Numbers;
import dev.lanner.cql.value.Value;

/** The distance in metres between two places, along a sphere of the earth's mean radius. */
final class Distance implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "geography:distance",
          SCALAR,
          NETWORK,
          as("_distance"),
          required("lat1", Parameter.Type.FIELD),
          required("lat2", Parameter.Type.FIELD),
          required("lon1", Parameter.Type.FIELD),
          required("lon2", Parameter.Type.FIELD));

  /** Metres; what the example of LogScale's page gives. */
  private static final double EARTH_RADIUS = 6_371_009;

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int lat1 = arguments.field("lat1");
    int lat2 = arguments.field("lat2");
    int lon1 = arguments.field("lon1");
    int lon2 = arguments.field("lon2");
    return (Scalar)
        row ->
            Value.of(
                metres(
                    radians(row, lat1),
                    radians(row, lon1),
                    radians(row, lat2),
                    radians(row, lon2)));
  }

  private static double radians(Row row, int field) {
    return Math.toRadians(Numbers.parse(row.text(field)));
  }

  private static double metres(double lat1, double lon1, double lat2, double lon2) {
    double across = StrictMath.sin((lat2 - lat1) / 2);
    double along = StrictMath.sin((lon2 - lon1) / 2);
    double half = across * across + StrictMath.cos(lat1) * StrictMath.cos(lat2) * along * along;
    return 2 * EARTH_RADIUS * StrictMath.asin(Math.sqrt(Math.min(1, half)));
  }
}
