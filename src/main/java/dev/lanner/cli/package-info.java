/**
 * The command line: one class a command, which reads options, calls the rooms below and prints.
 *
 * <p>Nothing is decided here that a library caller would miss: a command turns options into a call,
 * and a result into text and an exit code. Flink types may enter only where a command starts a job.
 * {@link dev.lanner.cli.Main} is the entry.
 */
package dev.lanner.cli;
