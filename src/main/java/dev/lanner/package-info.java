/**
 * Lanner runs LogScale queries on Apache Flink. The rooms, from the entrance inwards; each may
 * import those below it and none above:
 *
 * <ul>
 *   <li>{@code dev.lanner.cli}: the commands.
 *   <li>{@code dev.lanner.job}: puts a Flink graph together from settings.
 *   <li>{@code dev.lanner.detect}, {@code dev.lanner.correlate}, {@code dev.lanner.sink}: the
 *       operators of the graph: matching, windows, confirmation by evidence, outputs.
 *   <li>{@code dev.lanner.explain}: shows how a query runs.
 *   <li>{@code dev.lanner.ruletest}: runs the tests of a rule, without Flink.
 *   <li>{@code dev.lanner.rules}, {@code dev.lanner.lookups}: rules and lookup files as loaded.
 *   <li>{@code dev.lanner.events}: FDR archives, lines, events, host and user names.
 *   <li>{@code dev.lanner.cql}: the language, a library of its own.
 *   <li>{@code dev.lanner.coverage}: which times were completely evaluated, a ledger that replays
 *       and continuous jobs write.
 *   <li>{@code dev.lanner.sarif}: findings for code hosts and editors, beside all of these.
 *   <li>{@code dev.lanner.generate}: telemetry for tests and trials, beside all of these.
 * </ul>
 */
package dev.lanner;
