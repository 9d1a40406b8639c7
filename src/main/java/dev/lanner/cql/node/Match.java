package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;
import java.util.List;

/** {@code match}: the first arm whose guard holds and whose body emits wins, as in {@link Case}. */
final class Match implements Transform {
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
}
