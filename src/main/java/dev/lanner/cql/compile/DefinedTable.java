package dev.lanner.cql.compile;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.run.Environment;
import java.util.List;

/** A table that a query defines for itself; empty until its query has run. */
final class DefinedTable implements Environment.LookupFile, Arguments.Table {
  private List<String> columns = List.of();
  private List<List<String>> rows = List.of();

  @Override
  public void fill(List<String> columns, List<List<String>> rows) {
    this.columns = List.copyOf(columns);
    this.rows = rows;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public List<List<String>> rows() {
    return rows;
  }
}
