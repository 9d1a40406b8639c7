package dev.lanner.cql.function.array;

import dev.lanner.cql.run.Accumulator;

/** Reads the result of an aggregate that yields one row with one field. */
final class SingleResult {
  private SingleResult() {}

  /** The text of the first field of the first row; null without one. */
  static String of(Accumulator state) {
    String[] result = new String[1];
    state.emit(
        row ->
            row.forEach(
                (name, text) -> {
                  if (result[0] == null) {
                    result[0] = text;
                  }
                }));
    return result[0];
  }
}
