package dev.lanner.cql.function.parsing;

import static dev.lanner.cql.function.FunctionSpec.Group.PARSING;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Sets a field for each part of a URL as {@code java.net.URI} reads it: {@code url.scheme}, {@code
 * url.host} and so on. A text that is no URI leaves the event unchanged.
 */
final class ParseUrl implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "parseUrl",
          TRANSFORM,
          PARSING,
          optional("as", Parameter.Type.OUTPUT),
          optional("field", Parameter.Type.FIELD, "url").orUnnamed());

  private static final int MAX_LENGTH = 65_536;

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    String prefix = arguments.text(arguments.given("as") ? "as" : "field");
    return (Transform)
        (row, out) -> {
          String text = row.text(field);
          URI uri = text == null || text.length() > MAX_LENGTH ? null : parse(text);
          if (uri != null) {
            set(row, prefix, uri);
          }
          out.emit(row);
        };
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException notAUri) {
      return null;
    }
  }

  private static void set(Row row, String prefix, URI uri) {
    String user = uri.getUserInfo();
    int colon = user == null ? -1 : user.indexOf(':');
    row.set(prefix + ".scheme", uri.getScheme());
    row.set(prefix + ".username", colon < 0 ? user : user.substring(0, colon));
    row.set(prefix + ".password", colon < 0 ? null : user.substring(colon + 1));
    row.set(prefix + ".host", uri.getHost());
    row.set(prefix + ".port", uri.getPort() < 0 ? null : Integer.toString(uri.getPort()));
    row.set(prefix + ".path", uri.getPath());
    row.set(prefix + ".query", uri.getQuery());
    row.set(prefix + ".fragment", uri.getFragment());
  }
}
