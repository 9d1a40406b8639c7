package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Filter;
import java.util.List;

/** The first filter that holds decides (LANGUAGE 3.2). */
final class Or implements Filter {
  private final Filter[] operands;

  Or(List<Filter> operands) {
    this.operands = operands.toArray(new Filter[0]);
  }

  @Override
  public boolean test(Row row) {
    for (Filter operand : operands) {
      if (operand.test(row)) {
        return true;
      }
    }
    return false;
  }
}
