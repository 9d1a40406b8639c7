package dev.lanner.cql.compile;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Output;

/**
 * Runs a compiled query over bounded input as LogScale's search does (DESIGN section 4): a query
 * without an aggregate gives the newest 200 events, oldest first. Events are not kept but where the
 * query asks for it.
 */
public final class Evaluation {
  /** How many events a query without an aggregate gives (LANGUAGE 3.1). */
  static final int MOST_EVENTS = 200;

  private Evaluation() {}

  /**
   * Runs {@code query}, which no other thread may run at the same time, and hands its rows to
   * {@code out}.
   *
   * @return whether the rows cover the whole input; false if a bound on memory cut them
   */
  public static boolean run(CompiledQuery query, Inputs inputs, Output out) {
    Plan plan = (Plan) query;
    plan.input().set(inputs);
    Search search = new Search(plan.fields(), plan.stages(), plan.preparations());
    boolean aggregates =
        plan.stages().stream().anyMatch(stage -> stage.node() instanceof Aggregate);
    if (aggregates) {
      return search.run(inputs::events, out);
    }
    Newest newest = new Newest(plan.fields(), MOST_EVENTS);
    boolean whole = search.run(inputs::events, newest::add);
    for (Row row : newest.oldestFirst()) {
      out.emit(row);
    }
    return whole;
  }
}
