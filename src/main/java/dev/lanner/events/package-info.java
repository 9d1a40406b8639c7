/**
 * Where events come from: {@link dev.lanner.events.archive} finds the files of an archive and cuts
 * them into lines, {@link dev.lanner.events.decode} turns a line into an event, {@link
 * dev.lanner.events.enrich} adds the names of host and user.
 *
 * <p>No Flink here: what runs the job calls these classes from its operators.
 */
package dev.lanner.events;
