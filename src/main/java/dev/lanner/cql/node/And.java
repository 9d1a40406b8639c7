package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Quorum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** All filters hold, each seeing what those before it extracted. */
final class And implements Filter, Traced, Quorum {
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

  @Override
  public int quorum(BitSet counts) {
    return Quorum.ofAll(Arrays.asList(operands), counts);
  }

  @Override
  public Requirement trace(Trace trace) {
    List<Requirement> all = new ArrayList<>();
    for (Filter operand : operands) {
      all.add(trace.through(operand));
    }
    return Requirement.allOf(all);
  }
}
