package dev.lanner.cql.function.array;

import static dev.lanner.cql.function.FunctionSpec.Group.ARRAY;
import static dev.lanner.cql.function.FunctionSpec.Kind.AGGREGATE;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.aggregate.Combined;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Aggregates over the elements at each index of an array in all events, into an array of results.
 * The function yields one row with one field.
 */
final class ReduceColumn implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "array:reduceColumn",
          AGGREGATE,
          ARRAY,
          required("array", Parameter.Type.TEXT).orUnnamed(),
          as("_reduceColumn"),
          required("function", Parameter.Type.AGGREGATES),
          required("var", Parameter.Type.TEXT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    return new Columns(
        arguments.fields(),
        Elements.of(arguments),
        Combined.of(arguments.fields(), arguments.aggregates("function")),
        ArrayField.of(arguments.text("as")));
  }

  private record Columns(
      FieldTable fields, Elements elements, Aggregate function, ArrayField target)
      implements Aggregate {
    @Override
    public boolean mergeable() {
      return function.mergeable();
    }

    @Override
    public List<String> keeps() {
      return List.of("for each column: " + String.join("; ", function.keeps()));
    }

    @Override
    public Accumulator create() {
      return new State(this, new ArrayList<>());
    }
  }

  private record State(Columns aggregate, List<Accumulator> columns) implements Accumulator {
    private Accumulator column(int index) {
      while (columns.size() <= index) {
        columns.add(aggregate.function.create());
      }
      return columns.get(index);
    }

    @Override
    public void add(Row row) {
      int[] index = new int[1];
      aggregate.elements.forEach(
          row,
          element -> {
            column(index[0]++).add(element);
            return true;
          });
    }

    @Override
    public void merge(Accumulator other) {
      List<Accumulator> others = ((State) other).columns;
      for (int i = 0; i < others.size(); i++) {
        column(i).merge(others.get(i));
      }
    }

    @Override
    public void emit(Output out) {
      Row row = new Row(aggregate.fields).reset(null);
      for (int i = 0; i < columns.size(); i++) {
        row.set(aggregate.target.elementName(i), SingleResult.of(columns.get(i)));
      }
      out.emit(row);
    }

    @Override
    public boolean partial() {
      return columns.stream().anyMatch(Accumulator::partial);
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeInt(columns.size());
      for (Accumulator column : columns) {
        column.write(out);
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      columns.clear();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        column(i).read(in);
      }
    }
  }
}
