package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.TEXT;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import java.util.List;
import java.util.Locale;

/**
 * The old {@code lowercase}, meant for parsers: changes fields in place. With {@code
 * include=fields} or {@code both} the value is also written under the name in lower case; with
 * {@code *} for all fields, only the names in lower case remain.
 */
final class Lowercase implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "lowercase",
          TRANSFORM,
          TEXT,
          required("field", Parameter.Type.TEXTS).orUnnamed(),
          optional("include", Parameter.Type.TEXT, "values").oneOf("both", "fields", "values"),
          optional("locale", Parameter.Type.TEXT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Locale locale = Locales.of(arguments, "locale", Locale.ROOT);
    boolean values = !arguments.text("include").equals("fields");
    boolean names = !arguments.text("include").equals("values");
    List<String> fields = arguments.texts("field");
    if (fields.equals(List.of("*"))) {
      arguments.readsAnything();
      return (Transform)
          (row, out) -> {
            row.toMap()
                .forEach((name, text) -> change(row, name, text, locale, names, values, true));
            out.emit(row);
          };
    }
    fields.forEach(arguments.fields()::intern);
    return (Transform)
        (row, out) -> {
          for (String field : fields) {
            change(row, field, row.text(field), locale, names, values, false);
          }
          out.emit(row);
        };
  }

  private static void change(
      Row row,
      String name,
      String text,
      Locale locale,
      boolean names,
      boolean values,
      boolean move) {
    if (text == null) {
      return;
    }
    String newName = names ? name.toLowerCase(locale) : name;
    if (move && !newName.equals(name)) {
      row.remove(name);
    }
    row.set(newName, values ? text.toLowerCase(locale) : text);
  }
}
