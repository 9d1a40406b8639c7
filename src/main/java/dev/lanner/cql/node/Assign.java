package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Scalar;

/**
 * {@code field := expression}: without a value nothing is assigned and the row goes on (LANGUAGE
 * 3.4).
 */
final class Assign extends Change implements Traced {
  private final int field;
  private final Scalar value;

  Assign(int field, Scalar value) {
    this.field = field;
    this.value = value;
  }

  @Override
  void apply(Row row) {
    row.set(field, value.text(row));
  }

  @Override
  public Requirement trace(Trace trace) {
    trace.assign(field, value);
    return Requirement.ALWAYS;
  }
}
