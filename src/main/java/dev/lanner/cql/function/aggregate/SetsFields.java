package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;

/** The state of an aggregate that never yields more than one row. */
interface SetsFields extends Accumulator {
  /**
   * Whether {@link #setOn} may be called instead of {@link Accumulator#emit}: always the same for
   * the states of one aggregate.
   */
  default boolean yieldsOneRow() {
    return true;
  }

  /** Sets the fields of the result on a row; returns whether there is a result. */
  boolean setOn(Row row);
}
