package dev.lanner.cql.function.network;

import static dev.lanner.cql.function.FunctionSpec.Group.NETWORK;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.util.List;
import java.util.Map;

/**
 * The host name of an address, from a database of names. {@code rdns} is its old name. Addresses of
 * private and other special networks are not looked up. Missing field, or no name known: no value.
 */
final class ReverseDns implements CqlFunction {
  /** What LogScale's page lists as not looked up by default, ranges within others left out. */
  private static final List<String> SPECIAL =
      List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "240.0.0.0/4",
          "::/128",
          "::1/128",
          "::ffff:0:0/96",
          "64:ff9b::/96",
          "64:ff9b:1::/48",
          "100::/64",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "2620:4f:8000::/48",
          "fc00::/7",
          "fe80::/10");

  private final FunctionSpec spec;

  ReverseDns(String name, String as) {
    this.spec =
        FunctionSpec.exact(
                name,
                SCALAR,
                NETWORK,
                as(as),
                required("field", Parameter.Type.FIELD).orUnnamed(),
                optional("limit", Parameter.Type.WHOLE),
                optional("server", Parameter.Type.TEXT))
            .approximate("knows the names of a database you bring; never asks the network");
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    Environment.Database names = Databases.find(arguments, "rdns");
    Subnets.Builder special = new Subnets.Builder();
    SPECIAL.forEach(special::add);
    Subnets ignored = special.build();
    return (Scalar)
        row -> {
          String text = row.text(field);
          if (text == null || IpAddress.parse(text) == null || ignored.contains(text)) {
            return null;
          }
          Map<String, String> found = names.find("", text);
          return found == null ? null : Value.of(found.get("hostname"));
        };
  }
}
