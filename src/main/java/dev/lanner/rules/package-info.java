/**
 * Detection rules: a CQL query with metadata and settings ({@link dev.lanner.rules.Rule}), read
 * from a rule folder or a bare file, checked as a whole ({@link dev.lanner.rules.RuleSet}) before
 * anything runs.
 *
 * <p>No Flink here. What travels in broadcast state is the text of a rule; compiled forms are made
 * where they run.
 */
package dev.lanner.rules;
