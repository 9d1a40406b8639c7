package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Filter;

/** {@code field = *}: the field is there, maybe empty. */
record Presence(int field) implements Filter, Traced {
  @Override
  public boolean test(Row row) {
    return row.has(field);
  }

  @Override
  public Requirement trace(Trace trace) {
    return trace.origins(field).present();
  }
}
