package dev.lanner.cql.run;

import java.util.List;

/**
 * Consumes all rows of a group (of a window, of a search) and yields rows. Immutable; the state is
 * in the {@link Accumulator}s it makes.
 */
public non-sealed interface Aggregate extends Node {
  /** A new, empty state. */
  Accumulator create();

  /**
   * Whether two states can be merged into that of their union, in any order, with the same result
   * bit for bit. Aggregates that need all their input in one place and order (sequence functions)
   * say no: they run on gathered rows only.
   */
  default boolean mergeable() {
    return true;
  }

  /**
   * What one state keeps of its rows, with its bounds, in words: a phrase for each part of the
   * state. Empty if nobody said.
   */
  default List<String> keeps() {
    return List.of();
  }
}
