package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/**
 * Two numbers combined. Whole numbers stay whole while the result is whole and fits: process ids of
 * FDR exceed what a double can tell apart (LANGUAGE 3.5).
 */
final class Arithmetic implements Scalar {
  private final char operator;
  private final Scalar left;
  private final Scalar right;

  Arithmetic(char operator, Scalar left, Scalar right) {
    this.operator = operator;
    this.left = left;
    this.right = right;
  }

  @Override
  public Value eval(Row row) {
    Value a = left.eval(row);
    Value b = right.eval(row);
    if (a == null || b == null || !a.isNumber() || !b.isNumber()) {
      return null;
    }
    Value whole = a.isWhole() && b.isWhole() ? whole(a.asLong(), b.asLong()) : null;
    return whole != null ? whole : fraction(a.asDouble(), b.asDouble());
  }

  /** The result in whole numbers, or null if it is none. */
  private Value whole(long a, long b) {
    try {
      switch (operator) {
        case '+':
          return Value.of(Math.addExact(a, b));
        case '-':
          return Value.of(Math.subtractExact(a, b));
        case '*':
          return Value.of(Math.multiplyExact(a, b));
        case '/':
          return b != 0 && a % b == 0 && b != -1 ? Value.of(a / b) : null;
        case '%':
          return b != 0 ? Value.of(a % b) : null;
        default:
          throw new IllegalStateException("operator " + operator);
      }
    } catch (ArithmeticException tooBig) {
      return null;
    }
  }

  private Value fraction(double a, double b) {
    switch (operator) {
      case '+':
        return Value.of(a + b);
      case '-':
        return Value.of(a - b);
      case '*':
        return Value.of(a * b);
      case '/':
        return Value.of(a / b);
      case '%':
        return Value.of(a % b);
      default:
        throw new IllegalStateException("operator " + operator);
    }
  }

  static Value negative(Value number) {
    boolean fits = number.isWhole() && number.asLong() != Long.MIN_VALUE;
    return fits ? Value.of(-number.asLong()) : Value.of(-number.asDouble());
  }
}
