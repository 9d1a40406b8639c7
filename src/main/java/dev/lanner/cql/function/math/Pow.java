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

/** A number raised to an exponent. */
final class Pow implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "math:pow",
          SCALAR,
          MATH,
          as("_pow"),
          required("exponent", Parameter.Type.NUMBER),
          required("field", Parameter.Type.FIELD).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    double exponent = arguments.number("exponent");
    return (Scalar) row -> NumberField.map(row, field, number -> StrictMath.pow(number, exponent));
  }
}
