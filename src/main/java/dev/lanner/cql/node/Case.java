package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Quorum;
import dev.lanner.cql.run.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * {@code case}: clauses in order, each on the original row; the first that emits anything wins, and
 * what it emits is the result. What a failing clause changed is undone (LANGUAGE 3.6, U19). No
 * clause: no row.
 */
final class Case implements Transform, Traced, Quorum {
  private final Transform[] clauses;

  Case(List<Transform> clauses) {
    this.clauses = clauses.toArray(new Transform[0]);
  }

  @Override
  public void process(Row row, Output out) {
    Watched watched = new Watched(out);
    for (Transform clause : clauses) {
      int mark = row.mark();
      clause.process(row, watched);
      if (watched.any) {
        return;
      }
      row.rollback(mark);
    }
  }

  @Override
  public int quorum(BitSet counts) {
    return Quorum.ofAny(Arrays.asList(clauses), counts);
  }

  @Override
  public Requirement trace(Trace trace) {
    List<Trace.Branch> branches = new ArrayList<>();
    for (Transform clause : clauses) {
      Trace own = trace.copy();
      branches.add(new Trace.Branch(own.through(clause), own));
    }
    return trace.join(branches);
  }

  /** Notes whether anything came through. */
  static final class Watched implements Output {
    private final Output next;
    boolean any;

    Watched(Output next) {
      this.next = next;
    }

    @Override
    public void emit(Row row) {
      any = true;
      next.emit(row);
    }
  }
}
