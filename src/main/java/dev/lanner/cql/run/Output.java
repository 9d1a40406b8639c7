package dev.lanner.cql.run;

import dev.lanner.cql.event.Row;

/** Where rows go next. */
@FunctionalInterface
public interface Output {
  /** Takes a row, which belongs to the caller and may change after the return. */
  void emit(Row row);
}
