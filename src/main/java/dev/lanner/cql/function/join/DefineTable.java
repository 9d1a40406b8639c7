package dev.lanner.cql.function.join;

import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.SUBQUERY;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.CompactTable;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Prepared;
import dev.lanner.cql.run.RowSource;
import dev.lanner.cql.run.Transform;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a query before the search and keeps some fields of its rows as a table, for {@code match}
 * and {@code readFile}; events pass unchanged. At most {@value #MAX_ROWS} rows.
 */
final class DefineTable implements CqlFunction {
  private static final int MAX_ROWS = 1_000_000;

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "defineTable",
              Kind.TRANSFORM,
              Group.JOIN,
              required("query", SUBQUERY).orUnnamed(),
              required("name", TEXT),
              required("include", FIELDS),
              SubqueryScope.START,
              SubqueryScope.END,
              SubqueryScope.VIEW)
          .batchOnly();

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<String> include = arguments.texts("include");
    boolean all = include.contains("*");
    int[] fields = all ? new int[0] : arguments.fieldIds("include");
    return new Filling(
        arguments.subquery("query", SubqueryScope.of(arguments)),
        arguments.declareTable(arguments.text("name")),
        all ? null : include,
        fields);
  }

  /**
   * @param include the columns; null for all the rows have
   * @param fields their ids
   */
  private record Filling(RowSource query, Arguments.Table table, List<String> include, int[] fields)
      implements Transform, Prepared {
    @Override
    public void prepare(RowSource upstream) {
      if (include != null) {
        fillColumns();
      } else {
        fillWhole();
      }
    }

    private void fillColumns() {
      CompactTable.Builder texts = new CompactTable.Builder(include, 0);
      int[] room = {MAX_ROWS};
      query.forEach(
          row -> {
            for (int i = 0; room[0] > 0 && i < fields.length; i++) {
              room[0] = texts.text(row.text(fields[i])) ? room[0] : 0;
            }
            room[0] = Math.max(0, room[0] - 1);
          });
      table.fill(include, texts.build().rows());
    }

    private void fillWhole() {
      List<Map<String, String>> rows = new ArrayList<>();
      query.forEach(
          row -> {
            if (rows.size() < MAX_ROWS) {
              rows.add(row.toMap());
            }
          });
      List<String> columns = columns(rows);
      table.fill(columns, rows.stream().map(row -> texts(row, columns)).toList());
    }

    private static List<String> columns(List<Map<String, String>> rows) {
      Set<String> columns = new LinkedHashSet<>();
      rows.forEach(row -> columns.addAll(row.keySet()));
      return List.copyOf(columns);
    }

    private static List<String> texts(Map<String, String> row, List<String> columns) {
      List<String> texts = new ArrayList<>();
      for (String column : columns) {
        texts.add(row.get(column));
      }
      return texts;
    }

    @Override
    public void process(Row row, Output out) {
      out.emit(row);
    }
  }
}
