package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Filter;

/**
 * Plain two-valued negation: true where the operand is false, also for an absent field (LANGUAGE
 * 3.2).
 */
final class Not implements Filter {
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
}
