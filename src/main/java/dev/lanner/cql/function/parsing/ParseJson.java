package dev.lanner.cql.function.parsing;

import static dev.lanner.cql.function.FunctionSpec.Group.PARSING;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.time.ParseErrors;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.Json;
import java.util.List;
import java.util.Optional;

/**
 * Flattens the JSON in a field: {@code {"a":{"b":[1]}}} gives {@code a.b[0]}. Existing fields are
 * overwritten. Missing field: nothing is set. A text that is not JSON: {@code @error} is set.
 */
final class ParseJson implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "parseJson",
          TRANSFORM,
          PARSING,
          optional("exclude", Parameter.Type.TEXTS),
          optional("excludeEmpty", Parameter.Type.BOOLEAN, "false"),
          optional("field", Parameter.Type.FIELD, "@rawstring").orUnnamed(),
          optional("handleNull", Parameter.Type.TEXT, "keep").oneOf("discard", "empty", "keep"),
          optional("include", Parameter.Type.TEXTS),
          optional("prefix", Parameter.Type.TEXT, ""),
          optional("removePrefixes", Parameter.Type.TEXTS));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    JsonFields fields =
        new JsonFields(
            arguments.text("prefix"),
            arguments.flag("excludeEmpty"),
            arguments.text("handleNull"),
            NamePrefixes.of(arguments, "exclude"),
            NamePrefixes.of(arguments, "include"),
            arguments.given("removePrefixes") ? arguments.texts("removePrefixes") : List.of());
    return (Transform)
        (row, out) -> {
          String text = row.text(field);
          if (text != null) {
            Optional<Json> json = Json.parse(text);
            if (json.isPresent()) {
              fields.set(json.get(), row);
            } else {
              ParseErrors.set(row, "`" + SPEC.name() + "` found no JSON");
            }
          }
          out.emit(row);
        };
  }
}
