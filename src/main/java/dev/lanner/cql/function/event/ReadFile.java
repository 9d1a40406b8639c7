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
import dev.lanner.cql.run.Output;
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
            arguments.environment().lookupRemedy(name));
      }
      file.ifPresent(files::add);
    }
    List<String> include = arguments.given("include") ? arguments.texts("include") : null;
    long limit = arguments.given("limit") ? arguments.whole("limit") : Long.MAX_VALUE;
    if (limit < 1) {
      arguments.problem("limit", "bad-argument", "the limit must be at least 1", "");
    }
    return new GivenRows(out -> emit(fields, files, include, limit, out));
  }

  private static void emit(
      FieldTable fields, List<LookupFile> files, List<String> include, long limit, Output out) {
    Row row = new Row(fields);
    long emitted = 0;
    for (LookupFile file : files) {
      boolean[] shown = new boolean[file.columns().size()];
      for (int i = 0; i < shown.length; i++) {
        String column = file.columns().get(i);
        shown[i] =
            !column.equals(LookupFile.NAMELESS)
                && (include == null || include.contains("*") || include.contains(column));
      }
      for (int number = 0; number < file.rows().size() && emitted < limit; number++) {
        List<String> texts = file.rows().get(number);
        row.reset(null);
        for (int i = 0; i < shown.length; i++) {
          if (shown[i]) {
            row.set(file.columns().get(i), texts.get(i));
          }
        }
        out.emit(row);
        emitted++;
      }
    }
  }
}
