package dev.lanner.cql.function.parsing;

import static dev.lanner.cql.function.FunctionSpec.Group.PARSING;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.Texts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Finds pairs of key and value, {@code key=value} or {@code key="value"}, in the texts of fields
 * and sets a field for each. Fields that are there already keep their value, unless {@code
 * override=true}.
 */
final class KvParse implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "kvParse",
              TRANSFORM,
              PARSING,
              optional("as", Parameter.Type.OUTPUT),
              optional("excludeEmpty", Parameter.Type.BOOLEAN, "false"),
              optional("field", Parameter.Type.FIELDS, "@rawstring").orUnnamed(),
              optional("onDuplicate", Parameter.Type.TEXT, "keepLast")
                  .oneOf("keepFirst", "keepLast"),
              optional("override", Parameter.Type.BOOLEAN, "false"),
              optional("prefix", Parameter.Type.TEXT),
              optional("separator", Parameter.Type.TEXT, "="),
              optional("separatorPadding", Parameter.Type.TEXT, "unknown")
                  .oneOf("no", "unknown", "yes"))
          .approximate("which characters end an unquoted key or value is not documented");

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int[] fields = arguments.fieldIds("field");
    boolean override = arguments.flag("override");
    boolean keepFirst = arguments.text("onDuplicate").equals("keepFirst");
    boolean excludeEmpty = arguments.flag("excludeEmpty");
    String separator = arguments.text("separator");
    if (separator.length() != 1) {
      arguments.problem("separator", "out-of-range", "the separator is a single character", "");
      return (Transform) (row, out) -> out.emit(row);
    }
    if (!override) {
      arguments.readsAnything();
    }
    String prefix =
        arguments.given("as")
            ? arguments.text("as") + "."
            : arguments.given("prefix") ? arguments.text("prefix") + "." : "";
    KeyValues.Padding padding =
        KeyValues.Padding.valueOf(arguments.text("separatorPadding").toUpperCase(Locale.ROOT));
    return (Transform)
        (row, out) -> {
          Map<String, String> pairs = new LinkedHashMap<>();
          for (int field : fields) {
            String text = row.text(field);
            if (text != null) {
              new KeyValues(text, separator.charAt(0), padding)
                  .forEach(
                      (key, value) -> {
                        boolean room = pairs.size() < Texts.MAX_ELEMENTS || pairs.containsKey(key);
                        if (room && !(excludeEmpty && value.isEmpty())) {
                          pairs.merge(key, value, (old, last) -> keepFirst ? old : last);
                        }
                      });
            }
          }
          pairs.forEach(
              (key, value) -> {
                String name = prefix + key;
                if (override || row.text(name) == null) {
                  row.set(name, value);
                }
              });
          out.emit(row);
        };
  }
}
