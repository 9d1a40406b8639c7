package dev.lanner.ruletest;

import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.rules.Rule;

/** Evaluates one rule over the events of a case as the job does, in plain Java. */
public final class RuleTester {
  private RuleTester() {}

  /**
   * What {@code rule} makes of the events of {@code testCase}.
   *
   * @throws UnfitRuleException if the rule cannot run
   */
  public static Outcome run(Rule rule, TestCase testCase) {
    RuleEnvironment world = new RuleEnvironment(testCase.lookups());
    return new RuleRun(CompiledRule.of(rule, world), world, testCase).outcome();
  }
}
