package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Quorum;
import dev.lanner.cql.value.Value;
import dev.lanner.cql.value.ValueOrder;
import java.util.BitSet;

/**
 * {@code field < number} and its like: false if the field is absent or no number (LANGUAGE 3.2).
 */
final class NumberTest implements Filter, Traced, Quorum {
  private final int field;
  private final Comparison comparison;
  private final Value bound;

  NumberTest(int field, Comparison comparison, Value bound) {
    this.field = field;
    this.comparison = comparison;
    this.bound = bound;
  }

  @Override
  public boolean test(Row row) {
    return holds(Value.of(row.text(field)));
  }

  private boolean holds(Value value) {
    return value != null && value.isNumber() && comparison.holds(ValueOrder.numbers(value, bound));
  }

  @Override
  public int quorum(BitSet counts) {
    int least = 0;
    while (counts.get(field) && least < MOST && !holds(Value.of(least))) {
      least++;
    }
    return least;
  }

  @Override
  public Requirement trace(Trace trace) {
    return trace.origins(field).passes(text -> holds(Value.of(text)));
  }
}
