package dev.lanner.cql.run;

import java.util.Optional;

/**
 * A filter over the text of one field that may be asked once for several queries: its answer hangs
 * on nothing else, and it leaves the row as it is.
 */
public interface Shareable extends Filter {
  /** The field. */
  int field();

  /**
   * What is asked of the field's text: equal for filters that always agree. Empty if this filter
   * sets fields after all, or costs no more than remembering its answer would.
   */
  Optional<Object> question();
}
