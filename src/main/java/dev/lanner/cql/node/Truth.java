package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Filter;

/** {@code true} and {@code false}. */
enum Truth implements Filter, Traced {
  TRUE,
  FALSE;

  @Override
  public boolean test(Row row) {
    return this == TRUE;
  }

  @Override
  public Requirement trace(Trace trace) {
    return this == TRUE ? Requirement.ALWAYS : Requirement.NEVER;
  }
}
