package dev.lanner.cql.function.math;

import static dev.lanner.cql.function.FunctionSpec.Group.MATH;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;

/** The angle in radians of the point whose coordinates two fields hold. */
final class Arctan2 implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "math:arctan2",
          SCALAR,
          MATH,
          as("_arctan2"),
          required("x", Parameter.Type.FIELD),
          required("y", Parameter.Type.FIELD));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int x = arguments.field("x");
    int y = arguments.field("y");
    return (Scalar)
        row -> {
          double right = NumberField.read(row, x);
          return Double.isNaN(right)
              ? null
              : NumberField.map(row, y, up -> StrictMath.atan2(up, right));
        };
  }
}
