package dev.lanner.cql.run;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import java.util.List;

/** Leaves a row the fields listed, in their order; absent ones stay absent. */
public final class Projection implements Transform, Columns {
  private final int[] ids;
  private final String[] texts;
  private final List<String> names;

  /** A projection to the fields of those names. */
  public Projection(FieldTable fields, List<String> names) {
    this.names = names.stream().distinct().toList();
    this.ids = this.names.stream().mapToInt(fields::intern).toArray();
    this.texts = new String[ids.length];
  }

  @Override
  public List<String> columns() {
    return names;
  }

  @Override
  public void process(Row row, Output out) {
    for (int i = 0; i < ids.length; i++) {
      texts[i] = row.text(ids[i]);
    }
    row.clear();
    for (int i = 0; i < ids.length; i++) {
      row.set(ids[i], texts[i]);
    }
    out.emit(row);
  }
}
