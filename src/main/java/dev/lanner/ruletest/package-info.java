/**
 * Rule tests: the cases a rule folder brings along in {@code tests.yml}, and what runs them.
 *
 * <p>A case is a handful of events and what the rule must make of them. {@link
 * dev.lanner.ruletest.RuleTester} evaluates one rule over them as the job does (duplicates,
 * per-event part, exceptions, windows, confirm, throttle), in plain Java and without Flink, so that
 * hundreds of cases take a second; {@link dev.lanner.ruletest.RuleTests} runs all below a folder. A
 * test replays the cases of all rules through the job and demands the same. The format is described
 * in {@code rules/README.md}.
 *
 * <p>No Flink here, and no clock: times come from the case alone.
 */
package dev.lanner.ruletest;
