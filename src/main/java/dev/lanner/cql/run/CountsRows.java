package dev.lanner.cql.run;

import java.util.BitSet;

/** An aggregate some of whose results are counts. */
public interface CountsRows {
  /**
   * The fields that hold a whole number not larger than that of the rows taken, in every row that
   * comes out; the caller may change the set.
   */
  BitSet counts();
}
