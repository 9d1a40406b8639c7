package dev.lanner.cql.function.math;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.value.Numbers;
import dev.lanner.cql.value.Value;
import java.util.function.DoubleUnaryOperator;

/** Reads a field as a number. */
final class NumberField {
  private NumberField() {}

  /** The number, or NaN if the field is missing or holds none. */
  static double read(Row row, int field) {
    String text = row.text(field);
    return text == null ? Double.NaN : Numbers.parse(text);
  }

  /** What {@code meaning} makes of the number; null if there is none before or behind. */
  static Value map(Row row, int field, DoubleUnaryOperator meaning) {
    double number = read(row, field);
    return Double.isNaN(number) ? null : Value.of(meaning.applyAsDouble(number));
  }
}
