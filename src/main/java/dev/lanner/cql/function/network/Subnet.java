package dev.lanner.cql.function.network;

import static dev.lanner.cql.function.FunctionSpec.Group.NETWORK;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/**
 * The network an IPv4 address lies in: {@code 192.168.10.0/23}. Missing field, or no such address:
 * no value.
 */
final class Subnet implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "subnet",
          SCALAR,
          NETWORK,
          as("_subnet"),
          required("bits", Parameter.Type.WHOLE),
          required("field", Parameter.Type.FIELD).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    long bits = arguments.whole("bits");
    if (bits < 0 || bits > 32) {
      arguments.problem("bits", "out-of-range", "`bits` is from 0 to 32", "");
    }
    long mask = -1L << 32 - bits;
    return (Scalar)
        row -> {
          String text = row.text(field);
          long address = text == null ? -1 : IpAddress.v4(text);
          return address < 0 ? null : Value.of(IpAddress.print(address & mask) + "/" + bits);
        };
  }
}
