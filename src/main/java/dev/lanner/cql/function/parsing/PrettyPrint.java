package dev.lanner.cql.function.parsing;

import static dev.lanner.cql.function.FunctionSpec.Group.PARSING;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.asInPlace;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Json;
import dev.lanner.cql.value.Texts;
import dev.lanner.cql.value.Value;
import java.util.function.Function;

/**
 * {@code json:prettyPrint} and {@code xml:prettyPrint}: lays a text out for reading. A text of
 * another kind is the result unchanged, or no value with {@code strict=true}. Missing field: no
 * value.
 */
final class PrettyPrint implements CqlFunction {
  /** Lays a text out; null if it is of another kind. */
  private interface Layout {
    String of(String text);
  }

  private final FunctionSpec spec;
  private final Function<Arguments, Layout> layout;

  private PrettyPrint(FunctionSpec spec, Function<Arguments, Layout> layout) {
    this.spec = spec;
    this.layout = layout;
  }

  static PrettyPrint json() {
    return new PrettyPrint(
        FunctionSpec.exact(
                "json:prettyPrint",
                SCALAR,
                PARSING,
                asInPlace(),
                optional("field", Parameter.Type.FIELD, "@rawstring").orUnnamed(),
                optional("step", Parameter.Type.WHOLE, "2"),
                optional("strict", Parameter.Type.BOOLEAN, "false"))
            .approximate("the places of line breaks are not documented"),
        arguments -> {
          int step = step(arguments, 2);
          return text -> Json.parse(text).map(json -> Json.printIndented(json, step)).orElse(null);
        });
  }

  static PrettyPrint xml() {
    return new PrettyPrint(
        FunctionSpec.exact(
                "xml:prettyPrint",
                SCALAR,
                PARSING,
                asInPlace(),
                optional("field", Parameter.Type.FIELD, "@rawstring").orUnnamed(),
                optional("step", Parameter.Type.WHOLE, "2"),
                optional("strict", Parameter.Type.BOOLEAN, "false"),
                optional("width", Parameter.Type.WHOLE, "80"))
            .approximate("the places of line breaks are not documented; comments are left out"),
        arguments -> {
          int step = step(arguments, 0);
          long width = arguments.whole("width");
          return text -> {
            Xml.Element root = Xml.parse(text);
            return root == null ? null : XmlLayout.print(root, step, width);
          };
        });
  }

  private static int step(Arguments arguments, int least) {
    long step = arguments.whole("step");
    if (step < least || step > 100) {
      arguments.problem("step", "out-of-range", "`step` is from " + least + " to 100", "");
      return least;
    }
    return (int) step;
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    boolean strict = arguments.flag("strict");
    Layout laidOut = layout.apply(arguments);
    return (Scalar)
        row -> {
          String text = row.text(field);
          String pretty = text == null ? null : laidOut.of(text);
          if (pretty == null) {
            return strict ? null : Value.of(text);
          }
          return pretty.length() > Texts.MAX_LENGTH ? null : Value.of(pretty);
        };
  }
}
