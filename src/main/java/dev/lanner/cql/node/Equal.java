package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Origins;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.TracedValue;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import dev.lanner.cql.value.ValueOrder;
import java.util.List;

/** Whether two values are equal (LANGUAGE 3.4, U6: "1.0" equals 1). */
final class Equal implements Scalar, TracedValue {
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
    return Value.of(equal(a, b) != negated);
  }

  private static boolean equal(Value a, Value b) {
    return a.isNumber() && b.isNumber() ? ValueOrder.numbers(a, b) == 0 : a.text().equals(b.text());
  }

  @Override
  public Requirement whenTrue(Trace trace) {
    return Requirement.allOf(List.of(side(left, right, trace), side(right, left, trace)));
  }

  /** What being equal, or unequal, asks of one side. */
  private Requirement side(Scalar value, Scalar other, Trace trace) {
    Origins origins = trace.origins(value);
    Value constant = other instanceof Constant ? ((Constant) other).value() : null;
    if (constant == null) {
      return origins.present();
    }
    return !negated && !constant.isNumber()
        ? origins.equalsAny(List.of(constant.text()), false)
        : origins.passes(text -> equal(Value.of(text), constant) != negated);
  }
}
