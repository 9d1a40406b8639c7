/**
 * From tree to executable: {@link dev.lanner.cql.compile.Compiler} turns a read query into a {@link
 * dev.lanner.cql.compile.CompiledQuery}, split in three parts: what happens per event, the first
 * aggregate, what happens to its rows.
 *
 * <p>No Flink here; {@link dev.lanner.cql.compile.Evaluation} runs a compiled query over a list of
 * events, and the job runs the same parts in its operators.
 */
package dev.lanner.cql.compile;
