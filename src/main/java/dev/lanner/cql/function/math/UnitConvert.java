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
import dev.lanner.cql.value.Numbers;
import dev.lanner.cql.value.Value;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Converts a number with a unit to the plain unit, a rate to one a second; with {@code to}, further
 * to that unit. Missing field, or no number with a unit: no value.
 */
final class UnitConvert implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "unit:convert",
          SCALAR,
          MATH,
          asInPlace(),
          optional("binary", Parameter.Type.BOOLEAN, "false"),
          required("field", Parameter.Type.FIELD).orUnnamed(),
          optional("from", Parameter.Type.TEXT),
          optional("keepUnit", Parameter.Type.BOOLEAN, "false"),
          optional("to", Parameter.Type.TEXT),
          optional("unit", Parameter.Type.TEXT));

  private static final int MAX_LENGTH = 200;

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    boolean binary = arguments.flag("binary");
    boolean keepUnit = arguments.flag("keepUnit");
    String from = given(arguments, "from");
    String to = given(arguments, "to");
    String proper = given(arguments, "unit");
    Unit target = to == null ? null : Unit.parse(to, null, binary);
    return (Scalar)
        row -> {
          String text = row.text(field);
          if (text == null || text.length() > MAX_LENGTH) {
            return null;
          }
          String whole = from == null ? text.trim() : text.trim() + " " + from;
          int end = endOfNumber(whole);
          double number = Numbers.parse(whole.substring(0, end));
          Unit unit = Unit.parse(whole.substring(end).trim(), proper, binary);
          if (Double.isNaN(number) || unit == null) {
            return null;
          }
          Value plain = Value.of(convert(number, unit, target));
          return keepUnit && plain != null
              ? Value.of(plain.text() + " " + (to == null ? unit.name() : to))
              : plain;
        };
  }

  private static String given(Arguments arguments, String parameter) {
    return arguments.given(parameter) ? arguments.text(parameter) : null;
  }

  /** Rounded to the digits a double can tell apart, so that 514 times a millionth has no tail. */
  private static double convert(double number, Unit unit, Unit target) {
    double converted = number * unit.factor() / (target == null ? 1 : target.factor());
    if (!Double.isFinite(converted)) {
      return converted;
    }
    return BigDecimal.valueOf(converted).round(new MathContext(15)).doubleValue();
  }

  private static int endOfNumber(String text) {
    int end = 0;
    while (end < text.length() && "+-.0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    boolean exponent =
        end + 1 < text.length()
            && (text.charAt(end) == 'e' || text.charAt(end) == 'E')
            && "+-0123456789".indexOf(text.charAt(end + 1)) >= 0;
    if (!exponent) {
      return end;
    }
    end += 2;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
