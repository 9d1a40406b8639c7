package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;

/** A transformation that hands on every row exactly once. */
abstract class Change implements Transform {
  /** Changes the row in place. */
  abstract void apply(Row row);

  @Override
  public final void process(Row row, Output out) {
    apply(row);
    out.emit(row);
  }
}
