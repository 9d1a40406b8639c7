package dev.lanner.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text with columns under each other; numbers stand at the right. */
final class TextTable {
  private static final int MAX_CELL = 60;

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these column names. */
  TextTable(String... header) {
    rows.add(List.of(header));
  }

  /** Adds a row with as many texts as there are columns. */
  void add(String... cells) {
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(shown(cell));
    }
    rows.add(row);
  }

  /** On one line, printable, and not too long. */
  private static String shown(String cell) {
    String line = Printable.line(cell);
    int end = line.offsetByCodePoints(0, Math.min(MAX_CELL, line.codePointCount(0, line.length())));
    return end < line.length() ? line.substring(0, end) + "…" : line;
  }

  void print(PrintWriter out) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    boolean[] numbers = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      numbers[i] = rows.size() > 1;
      for (int r = 0; r < rows.size(); r++) {
        String cell = rows.get(r).get(i);
        widths[i] = Math.max(widths[i], cell.codePointCount(0, cell.length()));
        numbers[i] &= r == 0 || cell.matches("[0-9,]+");
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        String blanks = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
        line.append(i == 0 ? "" : "  ").append(numbers[i] ? blanks + cell : cell + blanks);
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
