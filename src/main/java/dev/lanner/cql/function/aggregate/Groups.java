package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.CountsRows;
import dev.lanner.cql.run.GroupingAggregate;
import dev.lanner.cql.run.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One state for each combination of the key fields' values; rows in key order. Stops taking new
 * groups at {@link GroupStates#MAX_GROUPS} and is partial then.
 */
final class Groups implements GroupingAggregate, CountsRows {
  private final FieldTable fields;
  private final int[] keys;
  private final Aggregate function;
  private final long limit;

  Groups(FieldTable fields, int[] keys, Aggregate function, long limit) {
    this.fields = fields;
    this.keys = keys.clone();
    this.function = function;
    this.limit = limit;
  }

  @Override
  public int[] keys() {
    return keys.clone();
  }

  @Override
  public Aggregate function() {
    return function;
  }

  @Override
  public long limit() {
    return limit;
  }

  @Override
  public List<String> columns() {
    List<String> all = new ArrayList<>();
    for (int key : keys) {
      all.add(fields.name(key));
    }
    if (function instanceof Columns known && !known.columns().isEmpty()) {
      known.columns().stream().filter(name -> !all.contains(name)).forEach(all::add);
      return all;
    }
    return List.of();
  }

  @Override
  public BitSet counts() {
    BitSet counts = function instanceof CountsRows known ? known.counts() : new BitSet();
    Arrays.stream(keys).forEach(counts::clear);
    return counts;
  }

  @Override
  public boolean mergeable() {
    return function.mergeable();
  }

  @Override
  public void emit(String[] key, Accumulator state, Output out) {
    if (state instanceof SetsFields one && one.yieldsOneRow()) {
      Row row = keyed(key);
      one.setOn(row);
      out.emit(row);
      return;
    }
    boolean[] any = new boolean[1];
    state.emit(
        result -> {
          any[0] = true;
          Row row = keyed(key);
          result.forEach(row::set);
          out.emit(row);
        });
    if (!any[0]) {
      out.emit(keyed(key));
    }
  }

  private Row keyed(String[] key) {
    Row row = new Row(fields).reset(null);
    for (int i = 0; i < keys.length; i++) {
      row.set(keys[i], key[i]);
    }
    return row;
  }

  @Override
  public List<String> keeps() {
    return List.of(
        Bound.upTo(GroupStates.MAX_GROUPS, "groups by ")
            + Arrays.stream(keys).mapToObj(fields::name).collect(Collectors.joining(", "))
            + ", each: "
            + String.join("; ", function.keeps()));
  }

  @Override
  public Accumulator create() {
    return new State();
  }

  private final class State implements Accumulator {
    private final GroupStates groups = new GroupStates(function);

    @Override
    public void add(Row row) {
      String[] key = new String[keys.length];
      for (int i = 0; i < keys.length; i++) {
        key[i] = row.text(keys[i]);
        if (key[i] == null) {
          return;
        }
      }
      Accumulator group = groups.of(key);
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
      groups.forEach(limit, (key, group) -> Groups.this.emit(key, group, out));
    }

    @Override
    public boolean partial() {
      return groups.partial() || groups.size() > limit;
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
