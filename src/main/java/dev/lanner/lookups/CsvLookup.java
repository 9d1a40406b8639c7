package dev.lanner.lookups;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Reads comma-separated values with a header (RFC 4180): fields may be quoted, a quoted field may
 * hold commas, line ends and doubled quotes. Empty lines are skipped, blanks are part of a field.
 */
final class CsvLookup {
  private static final int END = -1;

  private final String file;
  private final String text;
  private int position;
  private int line = 1;

  private CsvLookup(String file, String text) {
    this.file = file;
    this.text = text;
  }

  static LookupTable read(String file, String text) throws LookupException {
    return new CsvLookup(file, text).table();
  }

  private LookupTable table() throws LookupException {
    List<String> columns = record();
    if (columns == null) {
      throw LookupException.at(file, 1, "the file is empty; it needs a line of column names");
    }
    HashSet<String> names = new HashSet<>();
    for (String column : columns) {
      if (column.isEmpty() || !names.add(column)) {
        throw LookupException.at(
            file,
            1,
            column.isEmpty() ? "a column has no name" : "two columns are named `" + column + "`");
      }
    }
    List<List<String>> rows = new ArrayList<>();
    while (true) {
      int first = nextLine();
      List<String> row = record();
      if (row == null) {
        return new LookupTable(columns, rows);
      }
      if (row.size() != columns.size()) {
        throw LookupException.at(
            file, first, row.size() + " values, but " + columns.size() + " columns");
      }
      rows.add(row);
    }
  }

  /** Skips empty lines; returns the number of the next. */
  private int nextLine() {
    while (peek() == '\n' || peek() == '\r') {
      lineEnd();
    }
    return line;
  }

  /** The fields of the next line that is not empty, or null at the end. */
  private List<String> record() throws LookupException {
    nextLine();
    if (peek() == END) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    fields.add(field());
    while (peek() == ',') {
      position++;
      fields.add(field());
    }
    if (peek() != END && !lineEnd()) {
      throw LookupException.at(file, line, "more text behind a closing quote");
    }
    return fields;
  }

  private String field() throws LookupException {
    if (peek() != '"') {
      int start = position;
      while (peek() != ',' && peek() != '\n' && peek() != '\r' && peek() != END) {
        position++;
      }
      return text.substring(start, position);
    }
    int opened = line;
    StringBuilder field = new StringBuilder();
    position++;
    while (true) {
      int c = peek();
      if (c == END) {
        throw LookupException.at(file, opened, "a quote is opened and never closed");
      }
      position++;
      if (c == '"') {
        if (peek() != '"') {
          return field.toString();
        }
        position++;
      } else if (c == '\n') {
        line++;
      }
      field.append((char) c);
    }
  }

  private int peek() {
    return position < text.length() ? text.charAt(position) : END;
  }

  private boolean lineEnd() {
    int before = position;
    if (peek() == '\r') {
      position++;
    }
    if (peek() == '\n') {
      position++;
    }
    if (position > before) {
      line++;
    }
    return position > before;
  }
}
