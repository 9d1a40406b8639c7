package dev.lanner.ruletest;

import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.rules.Rule;
import java.util.Map;

/** Evaluates one rule over the events of a case as the job does, in plain Java. */
public final class RuleTester {
  private RuleTester() {}

  /**
   * What {@code rule} makes of the events of {@code testCase}.
   *
   * @throws UnfitRuleException if the rule cannot run
   */
  public static Outcome run(Rule rule, TestCase testCase) {
    return run(rule, testCase, Map.of());
  }

  /**
   * The same with saved queries, texts by name, that the rule may call.
   *
   * @throws UnfitRuleException if the rule cannot run
   */
  static Outcome run(Rule rule, TestCase testCase, Map<String, String> savedQueries) {
    RuleEnvironment world = new RuleEnvironment(testCase.lookups(), savedQueries, Map.of());
    return new RuleRun(CompiledRule.of(rule, world), world, testCase).outcome();
  }
}
