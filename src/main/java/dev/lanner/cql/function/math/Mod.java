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

/** The floor modulus of two numbers, both rounded down first. A divisor of 0 is refused. */
final class Mod implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "math:mod",
          SCALAR,
          MATH,
          as("_mod"),
          required("divisor", Parameter.Type.NUMBER),
          required("field", Parameter.Type.FIELD).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    double divisor = Math.floor(arguments.number("divisor"));
    if (divisor == 0) {
      arguments.problem("divisor", "out-of-range", "the divisor is 0", "");
    }
    return (Scalar)
        row -> NumberField.map(row, field, number -> floorMod(Math.floor(number), divisor));
  }

  private static double floorMod(double number, double divisor) {
    double rest = number % divisor;
    return rest != 0 && rest < 0 != divisor < 0 ? rest + divisor : rest;
  }
}
