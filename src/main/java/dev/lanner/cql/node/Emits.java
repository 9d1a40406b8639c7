package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;

/** Passes a row for which a transformation emits something, and leaves the row as it was. */
final class Emits implements Filter, Traced {
  private final Transform transform;
  private final Output seen = row -> this.any = true;
  private boolean any;

  Emits(Transform transform) {
    this.transform = transform;
  }

  @Override
  public boolean test(Row row) {
    int mark = row.mark();
    any = false;
    transform.process(row, seen);
    row.rollback(mark);
    return any;
  }

  @Override
  public Requirement trace(Trace trace) {
    return trace.within(transform);
  }
}
