package dev.lanner.detect;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.detect.wire.RuleSetDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule set ready to run, for one operator instance: its rules, and all queries that run over
 * single events (those of the rules, and those of their evidence) in one list whose places
 * candidates refer to.
 *
 * <p>All queries share one field table, so that an event is decoded once for all. Not thread-safe.
 */
final class ActiveRules {
  private final long number;
  private final FieldTable fields = new FieldTable();
  private final EvaluationTime time;
  private final List<ActiveRule> rules = new ArrayList<>();
  private final List<EventQuery> queries = new ArrayList<>();
  private final Map<String, ActiveRule> byLogic = new HashMap<>();

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
  }

  private ActiveRules(long number, Environment world) {
    this.number = number;
    this.time = new EvaluationTime(world);
  }

  /**
   * Compiles a rule set.
   *
   * @throws IllegalStateException if a query does not compile: sets are checked before they are
   *     sent
   */
  static ActiveRules compile(RuleSetDelta set, Environment world) {
    ActiveRules active = new ActiveRules(set.number(), world);
    for (RuleSetDelta.RuleText text : set.rules()) {
      ActiveRule rule =
          new ActiveRule(
              RuleJson.read(text.text()), text.logicHash(), active.time, active::compile);
      active.rules.add(rule);
      rule.named().forEach(active.fields::intern);
      active.byLogic.put(rule.id() + '/' + rule.logicHash(), rule);
      active.queries.add(new EventQuery(rule, EventQuery.OF_RULE, rule.query()));
      for (int i = 0; i < rule.confirms().size(); i++) {
        active.queries.add(new EventQuery(rule, i, rule.confirms().get(i).evidence()));
      }
    }
    return active;
  }

  private CompiledQuery compile(String text) {
    CompileOptions options =
        new CompileOptions(fields, time, FunctionRegistry.standard(), true, true);
    CompileResult result = Compiler.compile(Parser.parse(text, Parser.Dialect.SEEDS), options);
    return result
        .query()
        .orElseThrow(
            () ->
                new IllegalStateException("does not compile: " + result.problems() + "\n" + text));
  }

  /** The set's number. */
  long number() {
    return number;
  }

  /** The names behind all queries' ids. */
  FieldTable fields() {
    return fields;
  }

  /** What the queries' {@code now()} gives; to be set before a query runs. */
  EvaluationTime time() {
    return time;
  }

  /** The queries over single events, in the order in which candidates number them. */
  List<EventQuery> queries() {
    return queries;
  }

  /** The rule of that id and logic. */
  Optional<ActiveRule> find(String ruleId, String logicHash) {
    return Optional.ofNullable(byLogic.get(ruleId + '/' + logicHash));
  }
}
