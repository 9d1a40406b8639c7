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

/** The first filter that holds decides (LANGUAGE 3.2). */
final class Or implements Filter, Traced, Quorum {
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

  @Override
  public int quorum(BitSet counts) {
    return Quorum.ofAny(Arrays.asList(operands), counts);
  }

  @Override
  public Requirement trace(Trace trace) {
    List<Trace.Branch> branches = new ArrayList<>();
    for (Filter operand : operands) {
      Trace own = trace.copy();
      branches.add(new Trace.Branch(own.through(operand), own));
    }
    return trace.join(branches);
  }
}
