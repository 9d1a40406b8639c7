package dev.lanner.detect;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;

/**
 * A row and what lies behind it as one event: a field of the row if it has it, else of the event
 * (or of the envelope of a group). It is how key, exceptions, confirm and throttle see fields that
 * {@code table}, {@code select} or {@code groupBy} removed.
 */
final class RowView implements Event {
  private final FieldTable fields;
  private Row row;
  private Event behind;

  RowView(FieldTable fields) {
    this.fields = fields;
  }

  /** Looks at {@code row} before {@code behind} from now on. */
  RowView of(Row newRow, Event newBehind) {
    row = newRow;
    behind = newBehind;
    return this;
  }

  @Override
  public FieldTable fields() {
    return fields;
  }

  @Override
  public String text(int field) {
    String text = row.text(field);
    return text != null ? text : behind.text(field);
  }

  @Override
  public long delivery(int field) {
    long own = row.delivery(field);
    if (own != NO_DELIVERY) {
      // Of another event a field may be absent, and that of the event behind is seen.
      return row.event() == behind ? own : NO_DELIVERY;
    }
    return row.text(field) == null ? behind.delivery(field) : NO_DELIVERY;
  }

  @Override
  public String text(String name) {
    String text = row.text(name);
    return text != null ? text : behind.text(name);
  }

  /** The text of a field that is there and not empty, else null. */
  String given(int field) {
    String own = nonEmpty(row.text(field));
    return own != null ? own : nonEmpty(behind.text(field));
  }

  /** {@link #given(int)} of a field that need not be in the table. */
  String given(String name) {
    String own = nonEmpty(row.text(name));
    return own != null ? own : nonEmpty(behind.text(name));
  }

  private static String nonEmpty(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  @Override
  public void forEach(FieldVisitor visitor) {
    row.forEach(visitor);
    behind.forEach(
        (name, text) -> {
          if (row.text(name) == null) {
            visitor.field(name, text);
          }
        });
  }
}
