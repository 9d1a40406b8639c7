/**
 * Lookup files, and the world around rules that holds them: {@link dev.lanner.lookups.Lookups}
 * reads a folder of CSV and JSON files, {@link dev.lanner.lookups.RuleEnvironment} offers them to
 * queries, together with saved queries and the time.
 *
 * <p>Saved queries of the user ({@link dev.lanner.lookups.SavedQueryFolder}) go before those that
 * come with the product ({@link dev.lanner.lookups.BuiltInQueries}).
 *
 * <p>No Flink here, and no clock: whoever evaluates says what time it is.
 */
package dev.lanner.lookups;
