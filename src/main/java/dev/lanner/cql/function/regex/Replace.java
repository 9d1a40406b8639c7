package dev.lanner.cql.function.regex;

import static dev.lanner.cql.function.FunctionSpec.Group.REGEX;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.asInPlace;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Texts;
import dev.lanner.cql.value.Value;

/**
 * Replaces every match of a pattern in a field; {@code $1}, {@code ${name}} and {@code $0} in the
 * replacement stand for groups and {@code \} takes the next character as it is. A text without a
 * match is the result unchanged. Missing field: no value.
 */
final class Replace implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "replace",
          SCALAR,
          REGEX,
          asInPlace(),
          optional("field", Parameter.Type.FIELD, "@rawstring"),
          optional("flags", Parameter.Type.TEXT),
          required("regex", Parameter.Type.REGEX).orUnnamed(),
          optional("replacement", Parameter.Type.TEXT),
          optional("with", Parameter.Type.TEXT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    String with =
        arguments.given("with")
            ? arguments.text("with")
            : arguments.given("replacement") ? arguments.text("replacement") : "";
    CqlRegex regex = RegexArgument.compileWithFlags(arguments, "regex", Regex.DEFAULT_FLAGS);
    if (regex == null) {
      return (Scalar) row -> null;
    }
    Replacement replacement = Replacement.parse(with);
    return (Scalar)
        row -> {
          String text = row.text(field);
          return text == null ? null : Value.of(replace(text, regex, replacement));
        };
  }

  private static String replace(String text, CqlRegex regex, Replacement replacement) {
    if (!regex.find(text)) {
      return text;
    }
    CqlRegex.Scan scan = regex.scan(text);
    StringBuilder result = new StringBuilder(text.length());
    int done = 0;
    while (scan.next()) {
      result.append(text, done, scan.start());
      replacement.append(scan, result);
      done = scan.end();
      if (result.length() > Texts.MAX_LENGTH) {
        return null;
      }
    }
    result.append(text, done, text.length());
    return Texts.bounded(result);
  }
}
