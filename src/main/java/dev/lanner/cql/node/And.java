package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Filter;
import java.util.List;

/** All filters hold, each seeing what those before it extracted. */
final class And implements Filter {
  private final Filter[] operands;

  And(List<Filter> operands) {
    this.operands = operands.toArray(new Filter[0]);
  }

  @Override
  public boolean test(Row row) {
    int mark = row.mark();
    for (Filter operand : operands) {
      if (!operand.test(row)) {
        row.rollback(mark);
        return false;
      }
    }
    return true;
  }
}
