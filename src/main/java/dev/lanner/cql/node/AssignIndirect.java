package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Scalar;

/** {@code `field` := expression}: assigns to the field that the value of {@code field} names. */
final class AssignIndirect extends Change {
  private final int field;
  private final Scalar value;

  AssignIndirect(int field, Scalar value) {
    this.field = field;
    this.value = value;
  }

  @Override
  void apply(Row row) {
    String target = row.text(field);
    if (target != null && !target.isEmpty()) {
      row.set(target, value.text(row));
    }
  }
}
