package dev.lanner.cql.run;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.value.Value;

/**
 * Computes a value from a row, which it leaves unchanged. As a step of a pipeline a scalar function
 * assigns its value to the field its {@code as} parameter names; in an expression it is the value.
 */
public non-sealed interface Scalar extends Node {
  /** The value for {@code row}, or null if there is none. */
  Value eval(Row row);

  /** The text of the value for {@code row}, or null if there is none. */
  default String text(Row row) {
    Value value = eval(row);
    return value == null ? null : value.text();
  }
}
