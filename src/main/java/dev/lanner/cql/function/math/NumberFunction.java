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
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of the number in one field. Missing field, no number, or a result that is none: no
 * value.
 */
final class NumberFunction implements CqlFunction {
  private final FunctionSpec spec;
  private final DoubleUnaryOperator meaning;

  private NumberFunction(String name, DoubleUnaryOperator meaning) {
    this.spec =
        FunctionSpec.exact(
            "math:" + name,
            SCALAR,
            MATH,
            as("_" + name),
            required("field", Parameter.Type.FIELD).orUnnamed());
    this.meaning = meaning;
  }

  /**
   * Those of the language. Java's strict library computes them, so that every machine gives the
   * same bits.
   */
  static List<CqlFunction> all() {
    return List.of(
        new NumberFunction("abs", Math::abs),
        new NumberFunction("arccos", StrictMath::acos),
        new NumberFunction("arcsin", StrictMath::asin),
        new NumberFunction("arctan", StrictMath::atan),
        new NumberFunction("ceil", Math::ceil),
        new NumberFunction("cos", StrictMath::cos),
        new NumberFunction("cosh", StrictMath::cosh),
        new NumberFunction("deg2rad", Math::toRadians),
        new NumberFunction("exp", StrictMath::exp),
        new NumberFunction("expm1", StrictMath::expm1),
        new NumberFunction("floor", Math::floor),
        new NumberFunction("log", StrictMath::log),
        new NumberFunction("log10", StrictMath::log10),
        new NumberFunction("log1p", StrictMath::log1p),
        new NumberFunction("log2", NumberFunction::log2),
        new NumberFunction("rad2deg", Math::toDegrees),
        new NumberFunction("sin", StrictMath::sin),
        new NumberFunction("sinh", StrictMath::sinh),
        new NumberFunction("sqrt", Math::sqrt),
        new NumberFunction("tan", StrictMath::tan),
        new NumberFunction("tanh", StrictMath::tanh));
  }

  /** Exact for powers of two, where dividing logarithms is off by a bit. */
  private static double log2(double number) {
    int exponent = Math.getExponent(number);
    return number == Math.scalb(1.0, exponent)
        ? exponent
        : StrictMath.log(number) / StrictMath.log(2);
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    return (Scalar) row -> NumberField.map(row, field, meaning);
  }
}
