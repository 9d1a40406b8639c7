package dev.lanner.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows as comma-separated values below a heading. The heading names every column, so that rows wait
 * until all are seen if the query does not say its columns: the first in memory, the others in a
 * temporary file.
 */
final class CsvPrinter implements RowPrinter {
  private static final int IN_MEMORY = 1000;
  private static final TypeReference<LinkedHashMap<String, String>> ROW = new TypeReference<>() {};

  private final Lines out;
  private final Set<String> columns;
  private final boolean allColumns;
  private final List<Map<String, String>> first = new ArrayList<>();
  private Path others;
  private BufferedWriter writer;
  private boolean headed;

  CsvPrinter(Lines out, List<String> columns, boolean allColumns) {
    this.out = out;
    this.columns = new LinkedHashSet<>(columns);
    this.allColumns = allColumns;
  }

  @Override
  public void row(Map<String, String> row) throws IOException {
    if (allColumns) {
      print(row);
      return;
    }
    columns.addAll(row.keySet());
    if (first.size() < IN_MEMORY) {
      first.add(row);
      return;
    }
    if (writer == null) {
      others = Files.createTempFile("lanner-rows", ".ndjson");
      others.toFile().deleteOnExit();
      writer = Files.newBufferedWriter(others);
    }
    writer.write(RowPrinter.json(row));
    writer.write('\n');
  }

  @Override
  public void end() throws IOException {
    head();
    first.forEach(this::print);
    if (writer != null) {
      writer.close();
      try (BufferedReader reader = Files.newBufferedReader(others)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          print(JsonTexts.JSON.readValue(line, ROW));
        }
      } finally {
        Files.delete(others);
      }
    }
    out.flush();
  }

  private void head() {
    if (!headed) {
      headed = true;
      out.println(String.join(",", columns.stream().map(CsvPrinter::quoted).toList()));
    }
  }

  private void print(Map<String, String> row) {
    head();
    out.println(String.join(",", columns.stream().map(column -> quoted(row.get(column))).toList()));
  }

  /** An absent field is empty, an empty text is two quotes. */
  private static String quoted(String text) {
    if (text == null) {
      return "";
    }
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> ",\"\n\r".indexOf(c) >= 0);
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
