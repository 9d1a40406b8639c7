package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Origins;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.TracedValue;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/** A filter as a value: true or false. What it extracts is undone. */
record Condition(Filter filter) implements Scalar, TracedValue {
  @Override
  public Value eval(Row row) {
    int mark = row.mark();
    boolean holds = filter.test(row);
    row.rollback(mark);
    return Value.of(holds);
  }

  @Override
  public Origins origins(Trace trace) {
    return Origins.constant(Value.TRUE.text())
        .when(whenTrue(trace))
        .or(Origins.constant(Value.FALSE.text()));
  }

  @Override
  public Requirement whenTrue(Trace trace) {
    return trace.within(filter);
  }
}
