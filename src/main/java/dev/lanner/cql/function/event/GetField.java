package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.EXPRESSION;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/** The text of the field that a value names; none without such a value or field. */
final class GetField implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "getField",
          Kind.SCALAR,
          Group.EVENT,
          required("source", EXPRESSION).orUnnamed(),
          as("_getField"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    arguments.readsAnything();
    Scalar source = arguments.expression("source");
    return (Scalar)
        row -> {
          String name = source.text(row);
          return name == null ? null : Value.of(row.text(name));
        };
  }
}
