package dev.lanner.detect;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.detect.wire.RuleSetDelta.RuleText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rules that one operator instance has compiled: each once, however many sets it is in, so that
 * a change of one rule costs that one.
 *
 * <p>All share one field table, so that an event is decoded once for all. Names that only rules
 * without a use brought stay in it: a pool that has compiled many is given up for a new one. Not
 * thread-safe: compiled queries keep scratch space, so instances cannot share them.
 */
final class RulePool {
  /** So many rules are kept beside those that run. */
  private static final int SPARE = 64;

  /** A pool is worn when it has compiled so many times what it keeps. */
  private static final int TIMES = 4;

  private final FieldTable fields = new FieldTable();
  private final EvaluationTime time;
  private final LeastUsed rules = new LeastUsed();
  private long compiled;

  private static final class LeastUsed extends LinkedHashMap<RuleText, ActiveRule> {
    private static final long serialVersionUID = 1;

    private int most = SPARE;

    LeastUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<RuleText, ActiveRule> eldest) {
      return size() > most;
    }
  }

  RulePool(Environment world) {
    time = new EvaluationTime(world);
  }

  /** Makes room for a set of so many rules. */
  void expect(int count) {
    rules.most = Math.max(rules.most, count + SPARE);
  }

  /** Whether so many rules came and went that a new pool is better. */
  boolean isWorn() {
    return compiled > (long) TIMES * rules.most;
  }

  /**
   * A rule ready to run.
   *
   * @throws IllegalStateException if one of its queries does not compile: rules are checked before
   *     they are sent
   */
  ActiveRule get(RuleText text) {
    ActiveRule known = rules.get(text);
    if (known == null) {
      known = new ActiveRule(RuleJson.read(text.text()), text.logicHash(), time, this::compile);
      known.named().forEach(fields::intern);
      rules.put(text, known);
      compiled++;
    }
    return known;
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

  /** The names behind all queries' ids. */
  FieldTable fields() {
    return fields;
  }

  /** What the queries' {@code now()} gives; to be set before a query runs. */
  EvaluationTime time() {
    return time;
  }
}
