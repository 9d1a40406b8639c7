package dev.lanner.cql.function.join;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Environment.LookupFile;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Prepared;
import dev.lanner.cql.run.RowSource;
import dev.lanner.cql.run.Transform;
import java.util.Optional;

/**
 * Looks fields up as {@code match} does, and adds all rows that match to the one event, as an array
 * of objects: {@code name[0].column}, the last row of the file first.
 */
final class MatchAsArray implements CqlFunction {
  private static final int MAX_ROWS = 500;

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "matchAsArray",
              Kind.TRANSFORM,
              Group.JOIN,
              optional("file", TEXT).orUnnamed(),
              optional("table", TEXT),
              required("field", FIELDS),
              optional("column", FIELDS),
              optional("include", FIELDS),
              optional("ignoreCase", BOOLEAN, "false"),
              optional("nrows", WHOLE, "max").oneOf("max"),
              required("asArray", TEXT))
          .approximate("an event without a match passes; LogScale does not say what becomes of it");

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    long rows = arguments.whole("nrows");
    if (rows < 1) {
      arguments.problem("nrows", "bad-argument", "`nrows` must be at least 1", "");
    }
    Optional<LookupCall> call = LookupCall.bind(arguments, Lookup.Mode.STRING);
    if (call.isEmpty()) {
      return (Transform) (row, out) -> out.emit(row);
    }
    String array = arguments.text("asArray");
    String name = array.endsWith("[]") ? array.substring(0, array.length() - 2) : array;
    int max = (int) Math.min(rows, MAX_ROWS);
    Lookup lookup = call.get().lookup();
    return call.get().table().isPresent()
        ? new OfTable(lookup, name, max, call.get().table().get())
        : new OfFile(lookup, name, max);
  }

  private static void add(Lookup lookup, String array, int max, Row row) {
    int[] found = lookup.find(row, max);
    for (int i = 0; i < found.length; i++) {
      for (int column = 0; column < lookup.names().size(); column++) {
        String name = array + "[" + i + "]." + lookup.names().get(column);
        row.set(name, lookup.text(found[i], column));
      }
    }
  }

  private record OfFile(Lookup lookup, String array, int max) implements Transform {
    @Override
    public void process(Row row, Output out) {
      add(lookup, array, max, row);
      out.emit(row);
    }
  }

  private record OfTable(Lookup lookup, String array, int max, LookupFile table)
      implements Transform, Prepared {
    @Override
    public void prepare(RowSource upstream) {
      lookup.load(table);
    }

    @Override
    public void process(Row row, Output out) {
      add(lookup, array, max, row);
      out.emit(row);
    }
  }
}
