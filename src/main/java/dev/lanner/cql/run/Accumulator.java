package dev.lanner.cql.run;

import dev.lanner.cql.event.Row;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The state of one aggregate over one group.
 *
 * <p>{@link #add} and {@link #merge} are commutative and associative bit for bit: whole sums in
 * {@code long} or wider, other sums exact, results that depend on order carry (timestamp, event
 * identity) to decide. Bounded: where input could make it grow without end it stops at a stated
 * bound and says so by {@link #partial}. Not thread-safe.
 */
public interface Accumulator {
  /** Takes one row into account. */
  void add(Row row);

  /**
   * Takes into account all that {@code other}, of the same aggregate, has seen; {@code other} is
   * used up.
   */
  void merge(Accumulator other);

  /** Hands the resulting rows on; changes nothing, and may be called again after more input. */
  void emit(Output out);

  /** Whether a bound was reached, so that the result covers part of the input only. */
  default boolean partial() {
    return false;
  }

  /** Writes the state, version first where the layout could change. */
  void write(DataOutput out) throws IOException;

  /** Replaces the state by one that {@link #write} wrote. */
  void read(DataInput in) throws IOException;
}
