package dev.lanner.cql.function.join;

import dev.lanner.cql.event.Row;
import java.util.ArrayList;
import java.util.List;

/** Keys of several fields. */
final class Keys {
  private Keys() {}

  /** The texts of the fields, or null if the row lacks one of them. */
  static List<String> of(Row row, int[] fields) {
    List<String> key = new ArrayList<>(fields.length);
    for (int field : fields) {
      String text = row.text(field);
      if (text == null) {
        return null;
      }
      key.add(text);
    }
    return key;
  }
}
