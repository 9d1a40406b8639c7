/**
 * Telemetry in the shape of Falcon Data Replicator, made from a seed: a background of ordinary work
 * on a fleet of hosts, and scenarios (one incident or one look-alike each) that can be laid over
 * it.
 *
 * <p>Start with {@link dev.lanner.generate.ScenarioCatalog} for the scenarios, {@link
 * dev.lanner.generate.Background} for an endless stream of ordinary events in delivery order, and
 * {@link dev.lanner.generate.Archive} for a folder laid out as the vendor delivers it. Both kinds
 * of events are built by the same {@code …Events} classes, one for each family of event types, so
 * an injected event cannot be told from a background event by its field set.
 *
 * <p>Everything is drawn from the seed: the same seed gives the same lines on any machine. Nothing
 * here may read the clock, the locale, the time zone or the order of a hash table. (The compressed
 * bytes also depend on the deflate library of the Java runtime.)
 *
 * <p>May import the JDK and Jackson; never Flink and never another package of the project: what is
 * made here is input, and must not share code with what reads it.
 *
 * <p>How to add a scenario: one {@code script(…)} in the {@code …Scenarios} class of its technique;
 * nothing else. How to add an event type: one method in the {@code …Events} class of its family,
 * and a line in {@link dev.lanner.generate.EventKind} if the background shall emit it.
 */
package dev.lanner.generate;
