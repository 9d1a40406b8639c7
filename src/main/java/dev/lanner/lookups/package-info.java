/**
 * What is known beside the events, and the world around rules that holds it: {@link
 * dev.lanner.lookups.Lookups} reads a folder of CSV and JSON lookup files and MaxMind databases,
 * {@link dev.lanner.lookups.RuleEnvironment} offers them to queries, together with saved queries
 * and the time.
 *
 * <p>Saved queries of the user ({@link dev.lanner.lookups.SavedQueryFolder}) go before those that
 * come with the product ({@link dev.lanner.lookups.BuiltInQueries}).
 *
 * <p>No Flink here, no clock (whoever evaluates says what time it is), and no network: a query
 * knows what lies in a file.
 */
package dev.lanner.lookups;
