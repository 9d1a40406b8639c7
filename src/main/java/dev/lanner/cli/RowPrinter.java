package dev.lanner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints the rows of a query. */
final class RowPrinter {
  /** With more columns than this a table cannot be read, and rows are printed as blocks. */
  private static final int MOST_COLUMNS = 16;

  /** Longer cells of a table are cut. */
  private static final int WIDEST = 80;

  private static final String GAP = "  ";

  private final PrintWriter out;
  private final List<String> first;

  /**
   * A printer.
   *
   * @param first names of columns that come first, in this order, if a row has them
   */
  RowPrinter(PrintWriter out, List<String> first) {
    this.out = out;
    this.first = List.copyOf(first);
  }

  void print(List<Map<String, String>> rows, RowFormat format) {
    switch (format) {
      case TABLE -> table(rows);
      case CSV -> csv(rows);
      case JSON -> json(rows);
      case NDJSON -> rows.forEach(row -> out.println(json(row)));
    }
    out.flush();
  }

  private List<String> columns(List<Map<String, String>> rows) {
    Set<String> seen = new LinkedHashSet<>();
    rows.forEach(row -> seen.addAll(row.keySet()));
    Set<String> columns = new LinkedHashSet<>(first);
    columns.addAll(seen);
    return new ArrayList<>(columns);
  }

  private void table(List<Map<String, String>> rows) {
    List<String> columns = columns(rows);
    boolean more = columns.size() > 1;
    columns.removeIf(column -> more && column.equals("@rawstring"));
    if (columns.size() > MOST_COLUMNS) {
      blocks(rows, columns);
    } else if (!columns.isEmpty()) {
      aligned(rows, columns);
    }
    out.println(rows.size() == 1 ? "1 row" : rows.size() + " rows");
  }

  private void aligned(List<Map<String, String>> rows, List<String> columns) {
    int[] widths = new int[columns.size()];
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(RowPrinter::cell).toList());
    for (Map<String, String> row : rows) {
      lines.add(columns.stream().map(column -> cell(row.get(column))).toList());
    }
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    lines.add(1, rule(widths));
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(i == 0 ? "" : GAP).append(line.get(i));
        text.append(" ".repeat(widths[i] - width(line.get(i))));
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private static List<String> rule(int[] widths) {
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    return rule;
  }

  private void blocks(List<Map<String, String>> rows, List<String> columns) {
    int widest = columns.stream().mapToInt(RowPrinter::width).max().orElse(0);
    for (int i = 0; i < rows.size(); i++) {
      out.println("-- row " + (i + 1));
      for (String column : columns) {
        String text = rows.get(i).get(column);
        if (text != null) {
          String pad = " ".repeat(widest - width(column));
          out.println((column + pad + GAP + cell(text)).stripTrailing());
        }
      }
    }
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** One line of printable characters, not too long. */
  private static String cell(String text) {
    if (text == null) {
      return "";
    }
    StringBuilder cell = new StringBuilder();
    text.codePoints()
        .limit(WIDEST + 1L)
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> cell.append("\\n");
                case '\r' -> cell.append("\\r");
                case '\t' -> cell.append("\\t");
                default -> cell.appendCodePoint(Character.isISOControl(c) ? '\ufffd' : c);
              }
            });
    if (width(cell.toString()) <= WIDEST) {
      return cell.toString();
    }
    return cell.substring(0, cell.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }

  private void csv(List<Map<String, String>> rows) {
    List<String> columns = columns(rows);
    out.println(String.join(",", columns.stream().map(RowPrinter::quoted).toList()));
    for (Map<String, String> row : rows) {
      out.println(
          String.join(",", columns.stream().map(column -> quoted(row.get(column))).toList()));
    }
  }

  /** An absent field is empty, an empty text is two quotes. */
  private static String quoted(String text) {
    if (text == null) {
      return "";
    }
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> ",\"\n\r".indexOf(c) >= 0);
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private void json(List<Map<String, String>> rows) {
    out.print("[");
    for (int i = 0; i < rows.size(); i++) {
      out.print(i == 0 ? "\n  " : ",\n  ");
      out.print(json(rows.get(i)));
    }
    out.println(rows.isEmpty() ? "]" : "\n]");
  }

  private static String json(Map<String, String> row) {
    try {
      return JsonTexts.JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
