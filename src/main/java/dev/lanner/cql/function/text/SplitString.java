package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.TEXT;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.array.ArrayField;
import dev.lanner.cql.function.regex.RegexArgument;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.value.Texts;
import dev.lanner.cql.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits the text of a field by a pattern: into the array {@code as}, or, with {@code index}, into
 * the one element meant. Empty elements at the end are left out, as Java's {@code split} does.
 * Missing field: nothing is set. At most {@value Texts#MAX_ELEMENTS} elements; the last one then
 * holds the rest.
 */
final class SplitString implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "splitString",
          SCALAR,
          TEXT,
          as("_splitstring"),
          required("by", Parameter.Type.REGEX),
          optional("field", Parameter.Type.FIELD, "@rawstring").orUnnamed(),
          optional("index", Parameter.Type.WHOLE));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    CqlRegex by = RegexArgument.compile(arguments, "by", "");
    if (by == null) {
      return (Scalar) row -> null;
    }
    if (arguments.given("index")) {
      long index = arguments.whole("index");
      return (Scalar) row -> Value.of(element(split(row.text(field), by), index));
    }
    ArrayField array = ArrayField.of(arguments.text("as"));
    return (Transform)
        (row, out) -> {
          List<String> elements = split(row.text(field), by);
          if (elements != null) {
            array.write(row, elements);
          }
          out.emit(row);
        };
  }

  private static String element(List<String> elements, long index) {
    if (elements == null) {
      return null;
    }
    long at = index < 0 ? elements.size() + index : index;
    return at < 0 || at >= elements.size() ? null : elements.get((int) at);
  }

  private static List<String> split(String text, CqlRegex by) {
    if (text == null) {
      return null;
    }
    List<String> elements = new ArrayList<>();
    CqlRegex.Scan scan = by.scan(text);
    int done = 0;
    while (elements.size() < Texts.MAX_ELEMENTS - 1 && scan.next()) {
      if (scan.end() > 0) {
        elements.add(text.substring(done, scan.start()));
        done = scan.end();
      }
    }
    elements.add(text.substring(done));
    while (elements.size() > 1 && elements.get(elements.size() - 1).isEmpty()) {
      elements.remove(elements.size() - 1);
    }
    return elements;
  }
}
