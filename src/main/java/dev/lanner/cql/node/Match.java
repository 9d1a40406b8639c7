package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;
import java.util.ArrayList;
import java.util.List;

/** {@code match}: the first arm whose guard holds and whose body emits wins, as in {@link Case}. */
final class Match implements Transform, Traced {
  private final Filter[] guards;
  private final Transform[] bodies;

  Match(List<Filter> guards, List<Transform> bodies) {
    this.guards = guards.toArray(new Filter[0]);
    this.bodies = bodies.toArray(new Transform[0]);
  }

  @Override
  public void process(Row row, Output out) {
    Case.Watched watched = new Case.Watched(out);
    for (int i = 0; i < guards.length; i++) {
      int mark = row.mark();
      if (guards[i].test(row)) {
        bodies[i].process(row, watched);
        if (watched.any) {
          return;
        }
      }
      row.rollback(mark);
    }
  }

  @Override
  public Requirement trace(Trace trace) {
    List<Trace.Branch> branches = new ArrayList<>();
    for (int i = 0; i < guards.length; i++) {
      Trace own = trace.copy();
      Requirement guard = own.through(guards[i]);
      Requirement body = own.through(bodies[i]);
      branches.add(new Trace.Branch(Requirement.allOf(List.of(guard, body)), own));
    }
    return trace.join(branches);
  }
}
