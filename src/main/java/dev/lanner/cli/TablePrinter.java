package dev.lanner.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows for people: columns under each other, or a block a row if there are too many of them. Each
 * page is a table of its own, so that the first rows are seen before the last are found.
 */
final class TablePrinter implements RowPrinter {
  /** With more columns than this a table cannot be read, and rows are printed as blocks. */
  private static final int MOST_COLUMNS = 16;

  /** Longer cells of a table are cut. */
  private static final int WIDEST = 80;

  private static final int PAGE = 1000;
  private static final String GAP = "  ";

  private final Lines out;
  private final List<String> first;
  private final List<Map<String, String>> page = new ArrayList<>();
  private long printed;

  /**
   * A printer.
   *
   * @param first names of columns that come first, in this order
   */
  TablePrinter(Lines out, List<String> first) {
    this.out = out;
    this.first = List.copyOf(first);
  }

  @Override
  public void row(Map<String, String> row) {
    if (page.size() == PAGE) {
      printPage();
    }
    page.add(row);
  }

  @Override
  public void end() {
    printPage();
    out.println(printed == 1 ? "1 row" : printed + " rows");
    out.flush();
  }

  private void printPage() {
    List<String> columns = columns();
    boolean more = columns.size() > 1;
    columns.removeIf(column -> more && column.equals("@rawstring"));
    if (columns.size() > MOST_COLUMNS) {
      blocks(columns);
    } else if (!columns.isEmpty()) {
      aligned(columns);
    }
    printed += page.size();
    page.clear();
    out.flush();
  }

  private List<String> columns() {
    Set<String> columns = new LinkedHashSet<>(first);
    page.forEach(row -> columns.addAll(row.keySet()));
    return new ArrayList<>(columns);
  }

  private void aligned(List<String> columns) {
    int[] widths = new int[columns.size()];
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(TablePrinter::cell).toList());
    for (Map<String, String> row : page) {
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

  private void blocks(List<String> columns) {
    int widest = columns.stream().mapToInt(column -> width(cell(column))).max().orElse(0);
    for (int i = 0; i < page.size(); i++) {
      out.println("-- row " + (printed + i + 1));
      for (String column : columns) {
        String text = page.get(i).get(column);
        if (text != null) {
          String pad = " ".repeat(widest - width(cell(column)));
          out.println((cell(column) + pad + GAP + cell(text)).stripTrailing());
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
    text.codePoints().limit(WIDEST + 1L).forEach(c -> Printable.append(c, cell));
    if (width(cell.toString()) <= WIDEST) {
      return cell.toString();
    }
    return cell.substring(0, cell.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }
}
