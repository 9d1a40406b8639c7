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
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/**
 * The edit distance between two texts, at most {@code maxDistance}. A text without a value, or of
 * more than {@value EditDistance#MAX_LENGTH} characters: no value.
 */
final class TextEditDistance implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "text:editDistance",
          SCALAR,
          TEXT,
          optional("allowTranspositions", Parameter.Type.BOOLEAN, "true"),
          as("_distance"),
          optional("ignoreCase", Parameter.Type.BOOLEAN, "false"),
          required("maxDistance", Parameter.Type.WHOLE),
          required("reference", Parameter.Type.EXPRESSION),
          required("target", Parameter.Type.EXPRESSION).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    EditDistance distance = EditDistance.of(arguments);
    Scalar target = arguments.expression("target");
    Scalar reference = arguments.expression("reference");
    return (Scalar)
        row -> {
          String text = target.text(row);
          String other = text == null ? null : reference.text(row);
          int edits = other == null ? -1 : distance.of(text, other);
          return edits < 0 ? null : Value.of((long) edits);
        };
  }
}
