package dev.lanner.ruletest;

import dev.lanner.cql.run.Environment.LookupFile;
import java.util.ArrayList;
import java.util.List;

/** The CSV text of a lookup file in a case: a header, then rows; quotes protect commas. */
record CsvText(List<String> columns, List<List<String>> rows) implements LookupFile {

  static CsvText read(String text) {
    List<List<String>> lines = new ArrayList<>();
    text.lines().filter(line -> !line.isBlank()).forEach(line -> lines.add(cells(line)));
    List<String> columns = lines.isEmpty() ? List.of() : lines.get(0);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> row = new ArrayList<>(lines.get(i));
      while (row.size() < columns.size()) {
        row.add("");
      }
      rows.add(row);
    }
    return new CsvText(columns, rows);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
