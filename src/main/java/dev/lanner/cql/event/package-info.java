/**
 * How executable nodes see an event: {@link dev.lanner.cql.event.Event} to read one, {@link
 * dev.lanner.cql.event.Row} to read and change one while a pipeline runs, {@link
 * dev.lanner.cql.event.FieldTable} to turn names into ids once, at compile time.
 *
 * <p>Nothing here knows JSON, FDR or Flink; a decoder implements {@code Event} elsewhere.
 */
package dev.lanner.cql.event;
