package dev.lanner.cql.function.math;

import static dev.lanner.cql.function.FunctionSpec.Group.MATH;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.asInPlace;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.util.function.DoubleUnaryOperator;

/**
 * Rounds a number to a whole one; half is rounded up. Missing field, or one that is no number: no
 * value.
 */
final class Round implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "round",
          SCALAR,
          MATH,
          asInPlace(),
          required("field", Parameter.Type.FIELD).orUnnamed(),
          optional("how", Parameter.Type.TEXT, "round").oneOf("ceil", "floor", "round"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    DoubleUnaryOperator how = how(arguments.text("how"));
    return (Scalar)
        row -> {
          Value value = Value.of(row.text(field));
          if (value == null || !value.isNumber()) {
            return null;
          }
          return value.isWhole()
              ? Value.of(value.asLong())
              : Value.of(how.applyAsDouble(value.asDouble()));
        };
  }

  private static DoubleUnaryOperator how(String word) {
    switch (word) {
      case "ceil":
        return Math::ceil;
      case "floor":
        return Math::floor;
      default:
        return Round::halfUp;
    }
  }

  private static double halfUp(double number) {
    double floor = Math.floor(number);
    return number - floor >= 0.5 ? floor + 1 : floor;
  }
}
