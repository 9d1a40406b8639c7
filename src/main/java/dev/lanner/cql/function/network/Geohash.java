package dev.lanner.cql.function.network;

import static dev.lanner.cql.function.FunctionSpec.Group.NETWORK;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Numbers;
import dev.lanner.cql.value.Value;

/**
 * The geohash of two coordinates: a text whose beginnings name ever larger squares around the
 * place.
 */
public final class Geohash implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "geohash",
          SCALAR,
          NETWORK,
          as("_geohash"),
          optional("lat", Parameter.Type.FIELD, "ip.lat"),
          optional("lon", Parameter.Type.FIELD, "ip.lon"),
          optional("precision", Parameter.Type.WHOLE, "12"));

  private static final String DIGITS = "0123456789bcdefghjkmnpqrstuvwxyz";
  private static final int BITS_A_DIGIT = 5;
  private static final int MOST_DIGITS = 12;

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int lat = arguments.field("lat");
    int lon = arguments.field("lon");
    long precision = arguments.whole("precision");
    if (precision < 1 || precision > MOST_DIGITS) {
      arguments.problem("precision", "out-of-range", "`precision` is from 1 to 12", "");
    }
    return (Scalar)
        row -> {
          double latitude = Numbers.parse(row.text(lat));
          double longitude = Numbers.parse(row.text(lon));
          boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
          return onEarth ? Value.of(encode(latitude, longitude, precision)) : null;
        };
  }

  /** The geohash of a place, in so many digits: at most 12. */
  public static String encode(double latitude, double longitude, long precision) {
    double[] lat = {-90, 90};
    double[] lon = {-180, 180};
    StringBuilder hash = new StringBuilder();
    boolean even = true;
    while (hash.length() < precision) {
      int digit = 0;
      for (int bit = 0; bit < BITS_A_DIGIT; bit++) {
        boolean upper = even ? halve(lon, longitude) : halve(lat, latitude);
        digit = digit << 1 | (upper ? 1 : 0);
        even = !even;
      }
      hash.append(DIGITS.charAt(digit));
    }
    return hash.toString();
  }

  /** Narrows a range to the half a value lies in; whether that is the upper one. */
  private static boolean halve(double[] range, double value) {
    double middle = (range[0] + range[1]) / 2;
    boolean upper = value >= middle;
    range[upper ? 0 : 1] = middle;
    return upper;
  }
}
