package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.OUTPUT;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.util.List;

/**
 * The value of a parameter of the query, the first if there are several; none if it is not bound.
 */
final class BetaParam implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "beta:param",
          Kind.SCALAR,
          Group.EVENT,
          required("parameter", TEXT).orUnnamed(),
          required("as", OUTPUT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<String> values = arguments.environment().parameter(arguments.text("parameter"));
    Value value = values.isEmpty() ? null : Value.of(values.get(0));
    return (Scalar) row -> value;
  }
}
