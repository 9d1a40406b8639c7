package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Filter;

/**
 * Plain two-valued negation: true where the operand is false, also for an absent field (LANGUAGE
 * 3.2).
 */
final class Not implements Filter, Traced {
  private final Filter operand;

  Not(Filter operand) {
    this.operand = operand;
  }

  @Override
  public boolean test(Row row) {
    int mark = row.mark();
    boolean holds = operand.test(row);
    row.rollback(mark);
    return !holds;
  }

  /** Only what is negated twice, or never, asks for anything. */
  @Override
  public Requirement trace(Trace trace) {
    if (operand instanceof Not) {
      return trace.within(((Not) operand).operand);
    }
    return operand == Filters.EVERYTHING ? Requirement.NEVER : Requirement.ALWAYS;
  }
}
