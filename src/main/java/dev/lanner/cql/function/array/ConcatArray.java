package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Texts;
import dev.lanner.cql.value.Value;

/**
 * The elements of an array one behind the other, from one index to another or the first gap. No
 * element at the first index: no value.
 */
final class ConcatArray implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "concatArray",
          SCALAR,
          ARRAY,
          as("_concatArray"),
          required("field", Parameter.Type.TEXT).orUnnamed(),
          optional("from", Parameter.Type.WHOLE, "0"),
          optional("prefix", Parameter.Type.TEXT, ""),
          optional("separator", Parameter.Type.TEXT, ""),
          optional("suffix", Parameter.Type.TEXT, ""),
          optional("to", Parameter.Type.WHOLE));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    ArrayField array = ArrayField.read(arguments, "field");
    long from = arguments.whole("from");
    long to = arguments.given("to") ? arguments.whole("to") : Texts.MAX_ELEMENTS;
    if (from < 0 || to < from) {
      arguments.problem("from", "out-of-range", "`from` is at least 0 and at most `to`", "");
    }
    String prefix = arguments.text("prefix");
    String separator = arguments.text("separator");
    String suffix = arguments.text("suffix");
    StringBuilder whole = new StringBuilder();
    return (Scalar)
        row -> {
          whole.setLength(0);
          whole.append(prefix);
          boolean any = false;
          for (long i = from; i <= to && i < Texts.MAX_ELEMENTS; i++) {
            String element = array.element(row, (int) i);
            if (element == null || whole.length() > Texts.MAX_LENGTH) {
              break;
            }
            whole.append(any ? separator : "").append(element);
            any = true;
          }
          return any ? Value.of(Texts.bounded(whole.append(suffix))) : null;
        };
  }
}
