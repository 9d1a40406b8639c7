package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Origins;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.TracedValue;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/** The text of a field. */
final class FieldValue implements Scalar, TracedValue {
  private final int field;

  FieldValue(int field) {
    this.field = field;
  }

  @Override
  public Value eval(Row row) {
    return Value.of(row.text(field));
  }

  @Override
  public String text(Row row) {
    return row.text(field);
  }

  @Override
  public Origins origins(Trace trace) {
    return trace.origins(field);
  }
}
