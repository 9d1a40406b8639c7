package dev.lanner.detect;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.rules.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Whether the job can run a rule whose query is right: some queries only make sense over a whole
 * input at once.
 */
public final class RuleFit {
  private RuleFit() {}

  /** Why the job cannot run {@code rule}, as half a sentence; empty if it can. */
  public static Optional<String> obstacle(Rule rule, Environment world) {
    Optional<CompiledQuery> query =
        Compiler.compile(
                Parser.parse(rule.query(), Parser.Dialect.SEEDS),
                new CompileOptions(
                    new FieldTable(), world, FunctionRegistry.standard(), true, true))
            .query();
    if (query.isEmpty()) {
      return Optional.of("its query does not compile");
    }
    if (query.get().needsWholeInput()) {
      return Optional.of("its query goes over the whole input several times or brings its own");
    }
    if (query.get().grouping().isPresent() && !query.get().grouping().get().mergeable()) {
      return Optional.of("its first aggregate needs all events in one place and order");
    }
    return Optional.empty();
  }

  /**
   * The same with everything that belongs to the rule, as operators compile it. To be asked before
   * a rule is sent to a job that runs, which ends if a rule does not compile.
   */
  public static Optional<String> obstacle(Rule rule, World world) {
    Optional<String> obstacle = obstacle(rule, world.open());
    if (obstacle.isPresent()) {
      return obstacle;
    }
    try {
      ActiveRules.compile(RuleJson.set(0, List.of(rule)), world.open());
      return Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.of("one of its queries " + e.getMessage());
    }
  }
}
