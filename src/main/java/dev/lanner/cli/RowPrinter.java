package dev.lanner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Prints the rows of a query as they come; none is kept longer than its format needs.
 *
 * <p>To add a format: a class here, its name in {@link RowFormat}, a line in {@link #of}.
 */
interface RowPrinter {
  /**
   * Prints a row, or keeps it until its columns are known.
   *
   * @param row texts by column, in order
   */
  void row(Map<String, String> row) throws IOException;

  /** Prints what is left. */
  void end() throws IOException;

  /**
   * A printer.
   *
   * @param columns names of columns that come first, in this order
   * @param allColumns whether rows have no others
   */
  static RowPrinter of(
      PrintWriter out, RowFormat format, List<String> columns, boolean allColumns) {
    Lines lines = new Lines(out);
    return switch (format) {
      case TABLE -> new TablePrinter(lines, columns);
      case CSV -> new CsvPrinter(lines, columns, allColumns);
      case JSON -> new JsonPrinter(lines, true);
      case NDJSON -> new JsonPrinter(lines, false);
    };
  }

  /** A row as a JSON object in one line. */
  static String json(Map<String, String> row) {
    try {
      return Printable.json(JsonTexts.JSON.writeValueAsString(row));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
