package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.EXPRESSION;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;

/** Assigns a value to the field that another value names; nothing if either is missing. */
final class SetField implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "setField",
          Kind.TRANSFORM,
          Group.EVENT,
          required("target", EXPRESSION),
          required("value", EXPRESSION));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Scalar target = arguments.expression("target");
    Scalar value = arguments.expression("value");
    return (Transform)
        (row, out) -> {
          String name = target.text(row);
          if (name != null) {
            row.set(name, value.text(row));
          }
          out.emit(row);
        };
  }
}
