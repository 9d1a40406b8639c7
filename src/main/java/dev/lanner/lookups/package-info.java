/**
 * Lookup files, and the world around rules that holds them: {@link dev.lanner.lookups.Lookups}
 * reads a folder of CSV and JSON files, {@link dev.lanner.lookups.RuleEnvironment} offers them to
 * queries, together with saved queries and the time.
 *
 * <p>No Flink here, and no clock: whoever evaluates says what time it is.
 */
package dev.lanner.lookups;
