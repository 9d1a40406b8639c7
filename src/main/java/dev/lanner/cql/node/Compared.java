package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.TracedValue;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import dev.lanner.cql.value.ValueOrder;
import java.util.List;

/** Whether two numbers stand in an order. */
final class Compared implements Scalar, TracedValue {
  private final Comparison comparison;
  private final Scalar left;
  private final Scalar right;

  Compared(Comparison comparison, Scalar left, Scalar right) {
    this.comparison = comparison;
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
    return Value.of(comparison.holds(ValueOrder.numbers(a, b)));
  }

  @Override
  public Requirement whenTrue(Trace trace) {
    return Requirement.allOf(
        List.of(trace.origins(left).present(), trace.origins(right).present()));
  }
}
