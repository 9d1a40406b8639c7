package dev.lanner.detect;

import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.run.Environment;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.RulesApplied;
import dev.lanner.events.enrich.EnrichedEvent;
import dev.lanner.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule set ready to run, for one operator instance: its rules, and all queries that run over
 * single events (those of the rules, and those of their evidence) in one list whose places
 * candidates refer to.
 *
 * <p>All queries share the field table of their {@link RulePool}. Not thread-safe.
 */
final class ActiveRules {
  private final long number;
  private final RulePool pool;
  private final List<EventQuery> queries = new ArrayList<>();

  /**
   * A query over single events.
   *
   * @param rule whose it is
   * @param clause the place of the confirm clause whose evidence it finds, or {@link #OF_RULE}
   * @param query the query
   */
  record EventQuery(ActiveRule rule, int clause, CompiledQuery query) {
    /** The query is the rule's own. */
    static final int OF_RULE = -1;

    boolean isEvidence() {
      return clause != OF_RULE;
    }

    /** Whether fields may be asked for, or shown, that nobody has named. */
    boolean needsWholeLine() {
      boolean shown = !isEvidence() && query.grouping().isEmpty() && query.columns().isEmpty();
      return shown || query.readsAnything() || rule.readsAnything();
    }

    /**
     * Whether nothing that comes of it hangs on a name that others tell: evidence that neither asks
     * for one nor is joined by one. What is no evidence shows names.
     */
    boolean isNameless() {
      return isEvidence()
          && !query.readsAnything()
          && query.read().stream()
              .mapToObj(query.fields()::name)
              .noneMatch(EnrichedEvent.FILLED_IN::contains)
          && rule.confirms().get(clause).by().stream()
              .map(Rule.Pair::evidence)
              .noneMatch(EnrichedEvent.FILLED_IN::contains);
    }
  }

  private ActiveRules(long number, RulePool pool) {
    this.number = number;
    this.pool = pool;
  }

  /**
   * Compiles a rule set.
   *
   * @throws IllegalStateException if a query does not compile: sets are checked before they are
   *     sent
   */
  static ActiveRules compile(RuleSetDelta set, Environment world) {
    return of(set, new RulePool(world));
  }

  /** The same with rules that are compiled already where {@code pool} has them. */
  static ActiveRules of(RuleSetDelta set, RulePool pool) {
    ActiveRules active = new ActiveRules(set.number(), pool);
    pool.expect(set.rules().size());
    for (RuleSetDelta.RuleText text : set.rules()) {
      ActiveRule rule = pool.get(text);
      active.queries.add(new EventQuery(rule, EventQuery.OF_RULE, rule.query()));
      for (int i = 0; i < rule.confirms().size(); i++) {
        active.queries.add(new EventQuery(rule, i, rule.confirms().get(i).evidence()));
      }
    }
    return active;
  }

  /** The set's number. */
  long number() {
    return number;
  }

  /** How many rules there are. */
  int size() {
    return (int) queries.stream().filter(query -> !query.isEvidence()).count();
  }

  /** What coverage asks of the rules. */
  List<RulesApplied.Applied> applied() {
    return queries.stream()
        .filter(query -> !query.isEvidence())
        .map(query -> query.rule().applied())
        .toList();
  }

  /** The names behind all queries' ids. */
  FieldTable fields() {
    return pool.fields();
  }

  /** What the queries' {@code now()} gives; to be set before a query runs. */
  EvaluationTime time() {
    return pool.time();
  }

  /** The queries over single events, in the order in which candidates number them. */
  List<EventQuery> queries() {
    return queries;
  }
}
