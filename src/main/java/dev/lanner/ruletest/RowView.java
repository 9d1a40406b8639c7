package dev.lanner.ruletest;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;

/** A row, and for fields that it lost the event or the {@link Envelope} behind it. */
record RowView(Row row, Event behind) implements Event {
  @Override
  public FieldTable fields() {
    return row.fields();
  }

  @Override
  public String text(int field) {
    String text = row.text(field);
    return text != null ? text : behind.text(field);
  }

  @Override
  public String text(String name) {
    String text = row.text(name);
    return text != null ? text : behind.text(name);
  }

  /** The text of a field, an empty one counting as absent; empty if neither has it. */
  String given(String name) {
    String text = row.text(name);
    if (text == null || text.isEmpty()) {
      text = behind.text(name);
    }
    return text == null ? "" : text;
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
