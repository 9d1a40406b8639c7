package dev.lanner.cql.function.widget;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.aggregate.GroupStates;
import dev.lanner.cql.function.aggregate.Stats;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Groups whose columns have names of their own: the keys, and one for the measure, which is the
 * first field of the first row that the aggregate yields.
 */
final class NamedGroups implements Aggregate, Columns {
  private final FieldTable fields;
  private final Function<Row, String[]> keys;
  private final List<String> names;
  private final String measure;
  private final Aggregate function;

  /**
   * @param keys tells a row's key, one text a name; null if it is in no group
   * @param names the names of the key columns
   * @param parameter the parameter that says what to measure; rows are counted without it
   * @param measure the name of that column
   */
  NamedGroups(
      Arguments arguments,
      Function<Row, String[]> keys,
      List<String> names,
      String parameter,
      String measure) {
    this.fields = arguments.fields();
    this.keys = keys;
    this.names = names;
    this.measure = measure;
    this.function = Stats.function(arguments, parameter);
    names.forEach(fields::intern);
    fields.intern(measure);
  }

  @Override
  public List<String> columns() {
    List<String> all = new ArrayList<>(names);
    all.add(measure);
    return all;
  }

  @Override
  public boolean mergeable() {
    return function.mergeable();
  }

  @Override
  public List<String> keeps() {
    return List.of(
        "for each " + String.join(", ", names) + ": " + String.join("; ", function.keeps()));
  }

  @Override
  public Accumulator create() {
    return new State();
  }

  private final class State implements Accumulator {
    private final GroupStates groups = new GroupStates(function);

    @Override
    public void add(Row row) {
      String[] key = keys.apply(row);
      Accumulator group = key == null ? null : groups.of(key);
      if (group != null) {
        group.add(row);
      }
    }

    @Override
    public void merge(Accumulator other) {
      groups.merge(((State) other).groups);
    }

    @Override
    public void emit(Output out) {
      groups.forEach(
          Long.MAX_VALUE,
          (key, group) -> {
            Row row = new Row(fields).reset(null);
            for (int i = 0; i < key.length; i++) {
              row.set(names.get(i), key[i]);
            }
            group.emit(result -> result.forEach((name, text) -> setOnce(row, text)));
            out.emit(row);
          });
    }

    private void setOnce(Row row, String text) {
      if (row.text(measure) == null) {
        row.set(measure, text);
      }
    }

    @Override
    public boolean partial() {
      return groups.partial();
    }

    @Override
    public void write(DataOutput out) throws IOException {
      groups.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      groups.read(in);
    }
  }
}
