package dev.lanner.cql.run;

import dev.lanner.cql.event.Row;

/** Where rows go next. */
@FunctionalInterface
public interface Output {
  /**
   * Takes a row, which belongs to the caller and may change after the return. Whoever takes it may
   * change it too while it has it, and undoes that before returning, so that a caller can hand it
   * on again.
   */
  void emit(Row row);
}
