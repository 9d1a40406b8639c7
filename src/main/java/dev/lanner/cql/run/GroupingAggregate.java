package dev.lanner.cql.run;

import dev.lanner.cql.event.Row;

/**
 * An aggregate that keeps one state for each combination of some fields' values: {@code groupBy}.
 *
 * <p>It can be run as it is, with all groups in one {@link Accumulator}, or taken apart: whoever
 * partitions rows by {@link #key} keeps one {@link #function} state a group and lets {@link #emit}
 * make the rows. Both give the same rows; the order of groups is that of {@link
 * dev.lanner.cql.value.ValueOrder#keys(String[], String[])}.
 */
public interface GroupingAggregate extends Aggregate, Columns {
  /** The ids of the key fields, in order. */
  int[] keys();

  /** What is kept of each group; yields one row a group, or several, or none. */
  Aggregate function();

  /**
   * How many groups a result may have; {@link Long#MAX_VALUE} if nobody limited it. Of too many,
   * those with the largest numbers among their results are kept.
   */
  long limit();

  /**
   * Reads the key of a row into {@code into}, which is as long as {@link #keys}; false if the row
   * lacks one of the fields and so is in no group (LANGUAGE U2).
   */
  default boolean key(Row row, String[] into) {
    int[] keys = keys();
    for (int i = 0; i < keys.length; i++) {
      into[i] = row.text(keys[i]);
      if (into[i] == null) {
        return false;
      }
    }
    return true;
  }

  /**
   * Emits the rows of one group: the key fields, then what {@code state}, made by {@link
   * #function}, yields. A state that yields no row gives one with the key alone.
   */
  void emit(String[] key, Accumulator state, Output out);
}
