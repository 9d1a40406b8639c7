/**
 * Functions on sequences of rows: running aggregates, neighbours, sessions. One file a function;
 * {@link dev.lanner.cql.function.sequence.SequenceFunctions} lists them.
 *
 * <p>Most need their rows in one place and in an order, that is behind an aggregate; they keep all
 * of them ({@code RowsInOrder}) and say that they cannot be merged. Sessions and series go by time
 * alone and can.
 */
package dev.lanner.cql.function.sequence;
