package dev.lanner.cql.function.network;

import static dev.lanner.cql.function.FunctionSpec.Group.NETWORK;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
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

/**
 * The Community ID of a network flow, version 1 of its specification. An address, port or protocol
 * that is none: the empty text.
 */
final class CommunityId implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "communityId",
          SCALAR,
          NETWORK,
          as("_community_id"),
          required("destinationip", Parameter.Type.FIELD),
          optional("destinationport", Parameter.Type.FIELD),
          optional("icmpcode", Parameter.Type.FIELD),
          optional("icmptype", Parameter.Type.FIELD),
          required("proto", Parameter.Type.FIELD),
          optional("seed", Parameter.Type.WHOLE, "0"),
          required("sourceip", Parameter.Type.FIELD),
          optional("sourceport", Parameter.Type.FIELD));

  private static final int MAX_PORT = 65_535;

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    long seed = arguments.whole("seed");
    if (seed < 0 || seed > MAX_PORT) {
      arguments.problem("seed", "out-of-range", "`seed` is from 0 to 65535", "");
    }
    int proto = arguments.field("proto");
    int source = arguments.field("sourceip");
    int destination = arguments.field("destinationip");
    int sourcePort = given(arguments, "sourceport");
    int destinationPort = given(arguments, "destinationport");
    int icmpType = given(arguments, "icmptype");
    int icmpCode = given(arguments, "icmpcode");
    return (Scalar)
        row -> {
          int protocol = FlowHash.protocol(row.text(proto));
          boolean icmp = FlowHash.isIcmp(protocol) && icmpType >= 0 && icmpCode >= 0;
          FlowHash.Ports ports =
              icmp
                  ? FlowHash.icmp(protocol, number(row, icmpType), number(row, icmpCode))
                  : new FlowHash.Ports(
                      number(row, sourcePort), number(row, destinationPort), false);
          return Value.of(
              FlowHash.id(
                  (int) seed, address(row, source), address(row, destination), protocol, ports));
        };
  }

  private static int given(Arguments arguments, String parameter) {
    return arguments.given(parameter) ? arguments.field(parameter) : -1;
  }

  private static byte[] address(Row row, int field) {
    String text = row.text(field);
    return text == null ? null : IpAddress.parse(text);
  }

  /** The port in a field; {@link FlowHash#NO_PORT} without one, -1 for a text that is none. */
  private static int number(Row row, int field) {
    String text = field < 0 ? null : row.text(field);
    if (text == null) {
      return FlowHash.NO_PORT;
    }
    if (!Numbers.isWhole(text)) {
      return -1;
    }
    long port = Long.parseLong(text);
    return port < 0 || port > MAX_PORT ? -1 : (int) port;
  }
}
