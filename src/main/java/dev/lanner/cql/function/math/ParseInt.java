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
import java.math.BigInteger;

/**
 * Reads an unsigned whole number written in another base, hexadecimal unless {@code radix} says; a
 * prefix {@code 0x} or {@code 16#} is skipped. {@code endian=little} reads pairs of digits from the
 * end. Missing field, or no such number of at most {@value #MAX_DIGITS} digits: no value.
 */
final class ParseInt implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "parseInt",
          SCALAR,
          MATH,
          asInPlace(),
          optional("endian", Parameter.Type.TEXT, "big").oneOf("big", "little"),
          required("field", Parameter.Type.FIELD).orUnnamed(),
          optional("radix", Parameter.Type.WHOLE, "16"));

  private static final int MAX_DIGITS = 64;

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    long radix = arguments.whole("radix");
    boolean little = arguments.text("endian").equals("little");
    if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
      arguments.problem("radix", "out-of-range", "`radix` is from 2 to 36", "");
      return (Scalar) row -> null;
    }
    return (Scalar)
        row -> {
          String text = row.text(field);
          return text == null ? null : Value.of(parse(text.trim(), (int) radix, little));
        };
  }

  private static String parse(String text, int radix, boolean little) {
    String digits = radix == 16 ? withoutPrefix(text) : text;
    if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
      return null;
    }
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c >= 128 || Character.digit(c, radix) < 0) {
        return null;
      }
    }
    return new BigInteger(little ? pairsReversed(digits) : digits, radix).toString();
  }

  private static String withoutPrefix(String text) {
    if (text.startsWith("0x") || text.startsWith("0X")) {
      return text.substring(2);
    }
    return text.startsWith("16#") ? text.substring(3) : text;
  }

  private static String pairsReversed(String digits) {
    String even = digits.length() % 2 == 0 ? digits : "0" + digits;
    StringBuilder reversed = new StringBuilder();
    for (int i = even.length() - 2; i >= 0; i -= 2) {
      reversed.append(even, i, i + 2);
    }
    return reversed.toString();
  }
}
