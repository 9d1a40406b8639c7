package dev.lanner.cql.compile;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Output;
import java.util.OptionalLong;

/**
 * Runs a compiled query over bounded input as LogScale's search does (DESIGN section 4): a query
 * without an aggregate gives the newest 200 events, oldest first. Events are not kept but where the
 * query asks for it.
 */
public final class Evaluation {
  /** How many events a query without an aggregate gives (LANGUAGE 3.1). */
  public static final int MOST_EVENTS = 200;

  private Evaluation() {}

  /**
   * What came of a search.
   *
   * @param whole whether the rows cover the whole input; false if a bound of a step cut them that
   *     the query does not write itself
   * @param events how many events a query without an aggregate found; those handed out are the
   *     newest of them
   */
  public record Outcome(boolean whole, OptionalLong events) {}

  /**
   * Runs {@code query}, which no other thread may run at the same time, and hands its rows to
   * {@code out}.
   */
  public static Outcome run(CompiledQuery query, Inputs inputs, Output out) {
    Search search = search(query, inputs);
    if (aggregates(query)) {
      return new Outcome(search.run(inputs::events, out), OptionalLong.empty());
    }
    Newest newest = new Newest(query.fields(), MOST_EVENTS);
    boolean whole = search.run(inputs::events, newest::add);
    for (Row row : newest.oldestFirst()) {
      out.emit(row);
    }
    return new Outcome(whole, OptionalLong.of(newest.seen()));
  }

  /** The same without a cap of its own: every event that is found, as it is found. */
  public static Outcome runAll(CompiledQuery query, Inputs inputs, Output out) {
    return new Outcome(search(query, inputs).run(inputs::events, out), OptionalLong.empty());
  }

  private static Search search(CompiledQuery query, Inputs inputs) {
    Plan plan = (Plan) query;
    plan.input().set(inputs);
    return new Search(plan.fields(), plan.stages(), plan.preparations());
  }

  private static boolean aggregates(CompiledQuery query) {
    return ((Plan) query).stages().stream().anyMatch(stage -> stage.node() instanceof Aggregate);
  }
}
