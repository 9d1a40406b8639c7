package dev.lanner.detect;

import dev.lanner.detect.wire.Count;
import java.util.List;
import java.util.function.Consumer;

/**
 * How often the queries of a rule set are tried on an event, and about how long that takes: every
 * {@value #EVERY}th time is measured and counted so often. Not thread-safe.
 */
final class QueryCosts {
  private static final int EVERY = 64;
  private static final long NOT_MEASURED = 0;

  private final List<ActiveRules.EventQuery> queries;
  private final long[] tried;
  private final long[] nanos;
  private int turn;

  QueryCosts(List<ActiveRules.EventQuery> queries) {
    this.queries = queries;
    this.tried = new long[queries.size()];
    this.nanos = new long[queries.size()];
  }

  /** To be called before a query is tried; what it returns is for {@link #end}. */
  long start(int query) {
    tried[query]++;
    turn++;
    return turn % EVERY == 0 ? System.nanoTime() : NOT_MEASURED;
  }

  /** To be called after it was tried. */
  void end(int query, long start) {
    if (start != NOT_MEASURED) {
      nanos[query] += (System.nanoTime() - start) * EVERY;
    }
  }

  /** Says what was counted since it was last asked, by rule. */
  void tell(Consumer<Count> counts) {
    for (int query = 0; query < tried.length; query++) {
      String rule = queries.get(query).rule().id();
      counts.accept(Count.add(Counters.ofRule(rule, Counters.TRIED), tried[query]));
      counts.accept(Count.add(Counters.ofRule(rule, Counters.NANOS), nanos[query]));
      tried[query] = 0;
      nanos[query] = 0;
    }
  }
}
