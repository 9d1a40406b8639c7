package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns the first rows, by default 5, into columns {@code row[1]}, {@code row[2]} …: a row a field,
 * its name in {@code column}. With {@code header} or {@code pivot}, the columns are named by that
 * field's texts, and it gets no row. Fields come by name.
 */
final class Transpose implements CqlFunction {
  private static final int MAX_ROWS = 1000;

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "transpose",
          Kind.AGGREGATE,
          Group.EVENT,
          optional("pivot", FIELD).orUnnamed(),
          optional("header", FIELD),
          optional("column", TEXT, "column"),
          optional("limit", WHOLE, "5"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    long limit = arguments.whole("limit");
    if (limit < 1 || limit > MAX_ROWS) {
      arguments.problem("limit", "bad-argument", "the limit must be from 1 to " + MAX_ROWS, "");
    }
    String header = null;
    if (arguments.given("header")) {
      header = arguments.text("header");
    } else if (arguments.given("pivot")) {
      header = arguments.text("pivot");
    }
    return new Turned(
        arguments.fields(),
        KeptRows.sorted(arguments, List.of(), limit),
        arguments.text("column"),
        header);
  }

  private record Turned(FieldTable fields, Aggregate rows, String column, String header)
      implements Aggregate {
    @Override
    public List<String> keeps() {
      return List.of(Bound.upTo(MAX_ROWS, "rows"));
    }

    @Override
    public Accumulator create() {
      return new State(this, rows.create());
    }
  }

  private record State(Turned aggregate, Accumulator rows) implements Accumulator {
    @Override
    public void add(Row row) {
      rows.add(row);
    }

    @Override
    public void merge(Accumulator other) {
      rows.merge(((State) other).rows);
    }

    @Override
    public void emit(Output out) {
      List<Row> kept = new ArrayList<>();
      rows.emit(kept::add);
      // By name, as one cannot say which event's order of fields should count.
      Map<String, Row> turned = new TreeMap<>();
      for (int i = 0; i < kept.size(); i++) {
        String named = aggregate.header == null ? null : kept.get(i).text(aggregate.header);
        String to = named == null ? "row[" + (i + 1) + "]" : named;
        kept.get(i)
            .forEach(
                (name, text) -> {
                  if (!name.equals(aggregate.header)) {
                    turned.computeIfAbsent(name, this::named).set(to, text);
                  }
                });
      }
      turned.values().forEach(out::emit);
    }

    private Row named(String field) {
      Row row = new Row(aggregate.fields).reset(null);
      row.set(aggregate.column, field);
      return row;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      rows.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      rows.read(in);
    }
  }
}
