package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import dev.lanner.cql.value.ValueOrder;

/** Whether two values are equal (LANGUAGE 3.4, U6: "1.0" equals 1). */
final class Equal implements Scalar {
  private final Scalar left;
  private final Scalar right;
  private final boolean negated;

  Equal(Scalar left, Scalar right, boolean negated) {
    this.left = left;
    this.right = right;
    this.negated = negated;
  }

  @Override
  public Value eval(Row row) {
    Value a = left.eval(row);
    Value b = right.eval(row);
    if (a == null || b == null) {
      return null;
    }
    boolean equal =
        a.isNumber() && b.isNumber() ? ValueOrder.numbers(a, b) == 0 : a.text().equals(b.text());
    return Value.of(equal != negated);
  }
}
