package dev.lanner.cql.function.parsing;

import static dev.lanner.cql.function.FunctionSpec.Group.PARSING;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;

/**
 * Sets a field for each part of a URI that is there, as written: {@code url.scheme}, {@code
 * url.hostname} and so on. A text without {@code //} has no host and leaves the event unchanged,
 * unless {@code defaultBase} supplies it.
 */
final class ParseUri implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "parseUri",
          TRANSFORM,
          PARSING,
          optional("defaultBase", Parameter.Type.TEXT),
          required("field", Parameter.Type.FIELD).orUnnamed(),
          optional("prefix", Parameter.Type.TEXT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    String prefix = arguments.text(arguments.given("prefix") ? "prefix" : "field");
    if (prefix.isEmpty()) {
      arguments.problem("prefix", "out-of-range", "the prefix is empty", "");
    }
    String base = arguments.given("defaultBase") ? arguments.text("defaultBase") : "";
    if (!base.isEmpty()
        && !base.equals("//")
        && !(base.endsWith("://") && Uri.schemeEnd(base) > 0)) {
      arguments.problem(
          "defaultBase",
          "out-of-range",
          "`" + base + "` is no base",
          "a base is `//` or a scheme such as `http://`");
    }
    return (Transform)
        (row, out) -> {
          String text = row.text(field);
          Uri uri = text == null ? null : Uri.parse(text, base);
          if (uri != null) {
            row.set(prefix + ".scheme", uri.scheme());
            row.set(prefix + ".hostname", uri.host());
            row.set(prefix + ".username", uri.username());
            row.set(prefix + ".password", uri.password());
            row.set(prefix + ".port", uri.port());
            row.set(prefix + ".path", uri.path());
            row.set(prefix + ".query", uri.query());
            row.set(prefix + ".fragment", uri.fragment());
          }
          out.emit(row);
        };
  }
}
