package dev.lanner.cli;

import java.util.Map;

/** Rows as JSON objects, one a line, or as one list of them. */
final class JsonPrinter implements RowPrinter {
  private final Lines out;
  private final boolean list;
  private String before;

  JsonPrinter(Lines out, boolean list) {
    this.out = out;
    this.list = list;
  }

  @Override
  public void row(Map<String, String> row) {
    String json = RowPrinter.json(row);
    if (!list) {
      out.println(json);
      return;
    }
    out.println(before == null ? "[" : before + ",");
    before = "  " + json;
  }

  @Override
  public void end() {
    if (list) {
      out.println(before == null ? "[]" : before);
    }
    if (before != null) {
      out.println("]");
    }
    out.flush();
  }
}
