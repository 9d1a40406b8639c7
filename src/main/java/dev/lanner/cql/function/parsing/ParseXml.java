package dev.lanner.cql.function.parsing;

import static dev.lanner.cql.function.FunctionSpec.Group.PARSING;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.time.ParseErrors;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.Texts;
import java.util.HashMap;
import java.util.Map;

/**
 * Flattens the XML in a field: {@code <a><b>1</b></a>} gives {@code a.b}; a second {@code b} gives
 * {@code a.b[1]}, an attribute {@code a.b.x}. Missing field: nothing is set. A text that is not
 * XML: {@code @error} is set, or the event dropped with {@code strict=true}.
 */
final class ParseXml implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "parseXml",
              TRANSFORM,
              PARSING,
              optional("field", Parameter.Type.FIELD, "@rawstring").orUnnamed(),
              optional("prefix", Parameter.Type.TEXT, ""),
              optional("strict", Parameter.Type.BOOLEAN, "false"))
          .approximate("names of attributes and of repeated elements are not documented");

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    String prefix = arguments.text("prefix");
    boolean strict = arguments.flag("strict");
    return (Transform)
        (row, out) -> {
          String text = row.text(field);
          Xml.Element root = text == null ? null : Xml.parse(text);
          if (root != null) {
            set(prefix + root.name(), root, row, Texts.MAX_ELEMENTS);
          } else if (text != null) {
            if (strict) {
              return;
            }
            ParseErrors.set(row, "`" + SPEC.name() + "` found no XML");
          }
          out.emit(row);
        };
  }

  /** Sets the fields of an element; returns how many more may be set. */
  private static int set(String path, Xml.Element element, Row row, int most) {
    int left = most;
    for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
      if (left-- > 0) {
        row.set(path + "." + attribute.getKey(), attribute.getValue());
      }
    }
    boolean leaf = element.children().isEmpty() && element.attributes().isEmpty();
    if (left > 0 && (leaf || !element.text().isEmpty())) {
      row.set(path, element.text());
      left--;
    }
    Map<String, Integer> seen = new HashMap<>();
    for (Xml.Element child : element.children()) {
      if (left <= 0) {
        return 0;
      }
      int before = seen.merge(child.name(), 1, Integer::sum) - 1;
      String name = path + "." + child.name() + (before == 0 ? "" : "[" + before + "]");
      left = set(name, child, row, left);
    }
    return left;
  }
}
