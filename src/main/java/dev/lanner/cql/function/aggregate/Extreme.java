package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Wire;
import dev.lanner.cql.value.Value;
import dev.lanner.cql.value.ValueOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The smallest or largest number of a field; none without any. Other texts do not take part. */
final class Extreme implements ValueState<Extreme> {
  private final int field;
  private final boolean largest;
  private Value best;

  Extreme(int field, boolean largest) {
    this.field = field;
    this.largest = largest;
  }

  @Override
  public String keeps() {
    return "a number";
  }

  @Override
  public void add(Row row) {
    offer(Value.of(row.text(field)));
  }

  @Override
  public void merge(Extreme other) {
    offer(other.best);
  }

  @Override
  public Value result() {
    return best;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Wire.writeText(best == null ? null : best.text(), out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    best = Value.of(Wire.readText(in));
  }

  private void offer(Value value) {
    if (value == null || !value.isNumber()) {
      return;
    }
    int order = best == null ? 1 : ValueOrder.numbers(value, best) * (largest ? 1 : -1);
    if (order > 0) {
      // One spelling for one number: which of 1 and 1.0 came first must not show.
      best = value.isWhole() ? Value.of(value.asLong()) : Value.of(value.asDouble());
    }
  }
}
