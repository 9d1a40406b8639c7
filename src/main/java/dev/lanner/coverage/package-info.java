/**
 * The coverage ledger: for each version of a rule, which stretches of event time were completely
 * evaluated, and by which run.
 *
 * <p>{@link dev.lanner.coverage.Ranges} are stretches of time; {@link
 * dev.lanner.coverage.RuleReach} says what evaluated events mean for a rule with windows or
 * evidence; {@link dev.lanner.coverage.LiveProgress} is what a continuous job knows of itself;
 * {@link dev.lanner.coverage.LedgerFile} is written by one run, and {@link
 * dev.lanner.coverage.Ledger} reads those of all. Nothing here claims more than was shown to it:
 * the reasons are in decision 009.
 *
 * <p>No Flink, no Kafka and no event may enter: only times, rules' names and numbers.
 */
package dev.lanner.coverage;
