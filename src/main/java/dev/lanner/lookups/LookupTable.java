package dev.lanner.lookups;

import dev.lanner.cql.run.Environment;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The content of a lookup file.
 *
 * @param columns names in file order, each once
 * @param rows in file order; each has one text a column, null where a JSON object lacks it
 */
record LookupTable(List<String> columns, List<List<String>> rows)
    implements Environment.LookupFile, Serializable {
  LookupTable {
    columns = List.copyOf(columns);
    List<List<String>> copies = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            row.size() + " values for " + columns.size() + " columns");
      }
      // Not List.copyOf, which takes no null.
      copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copies);
  }
}
