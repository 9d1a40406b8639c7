package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.value.Value;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The state of an aggregate that yields one value. Bound by the same promises as {@link
 * dev.lanner.cql.run.Accumulator}, which {@link OneValue} makes of it.
 *
 * @param <S> the state's own type
 */
interface ValueState<S extends ValueState<S>> {
  /** Takes a row into account. */
  void add(Row row);

  /** Takes into account what another state has seen; that one is used up. */
  void merge(S other);

  /** The value now, or null if there is no row to yield. */
  Value result();

  /** Whether a bound was reached. */
  default boolean partial() {
    return false;
  }

  /** Whether the value is a whole number that is never larger than that of the rows taken. */
  default boolean countsRows() {
    return false;
  }

  /** What it keeps, with its bounds, in words. */
  String keeps();

  /** Writes the state. */
  void write(DataOutput out) throws IOException;

  /** Replaces the state by one that {@link #write} wrote. */
  void read(DataInput in) throws IOException;
}
