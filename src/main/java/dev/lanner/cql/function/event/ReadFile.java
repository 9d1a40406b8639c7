package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.TEXTS;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Environment.LookupFile;
import dev.lanner.cql.run.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replaces the input by the rows of lookup files or tables, in their order. */
final class ReadFile implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "readFile",
              Kind.SOURCE,
              Group.JOIN,
              required("file", TEXTS).orUnnamed(),
              optional("include", FIELDS),
              optional("limit", WHOLE))
          .batchOnly();

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    FieldTable fields = arguments.fields();
    List<LookupFile> files = new ArrayList<>();
    for (String name : arguments.texts("file")) {
      Optional<LookupFile> file = arguments.table(name);
      if (file.isEmpty()) {
        file = arguments.environment().lookup(name);
      }
      if (file.isEmpty()) {
        arguments.missing(
            "file",
            "unknown-lookup",
            "there is no lookup file `" + name + "`",
            "put it into the folder of lookup files");
      }
      file.ifPresent(files::add);
    }
    List<String> include = arguments.given("include") ? arguments.texts("include") : null;
    long limit = arguments.given("limit") ? arguments.whole("limit") : Long.MAX_VALUE;
    if (limit < 1) {
      arguments.problem("limit", "bad-argument", "the limit must be at least 1", "");
    }
    return new GivenRows(fields, () -> rows(fields, files, include, limit));
  }

  private static List<Row> rows(
      FieldTable fields, List<LookupFile> files, List<String> include, long limit) {
    List<Row> rows = new ArrayList<>();
    for (LookupFile file : files) {
      for (List<String> texts : file.rows()) {
        if (rows.size() >= limit) {
          return rows;
        }
        Row row = new Row(fields).reset(null);
        for (int i = 0; i < texts.size(); i++) {
          String column = file.columns().get(i);
          if (include == null || include.contains("*") || include.contains(column)) {
            row.set(column, texts.get(i));
          }
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
