package dev.lanner.cql.function.text;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/** Reads expressions that give positions in a text. */
final class Positions {
  private Positions() {}

  /** The whole number an expression gives, or {@code none} if it gives none that fits. */
  static int whole(Scalar expression, Row row, int none) {
    Value value = expression.eval(row);
    if (value == null || !value.isNumber()) {
      return none;
    }
    double number = value.asDouble();
    return number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE
        ? (int) number
        : none;
  }
}
