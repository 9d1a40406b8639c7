package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.CountsRows;
import dev.lanner.cql.run.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Several aggregates over the same rows, their results side by side: one row if each yields at most
 * one, else every combination of their rows, one without rows counting as an empty row (LANGUAGE
 * 3.7). No row if none of them yields any. At most {@value #MAX_ROWS} combinations.
 */
public final class Combined implements Aggregate, Columns, CountsRows, Bucketed {
  private static final int MAX_ROWS = 1_000_000;

  private final FieldTable fields;
  private final List<Aggregate> functions;

  private Combined(FieldTable fields, List<Aggregate> functions) {
    this.fields = fields;
    this.functions = List.copyOf(functions);
  }

  /** The functions as one; a single one stays as it is. */
  public static Aggregate of(FieldTable fields, List<Aggregate> functions) {
    return functions.size() == 1 ? functions.get(0) : new Combined(fields, functions);
  }

  @Override
  public List<String> columns() {
    List<String> all = new ArrayList<>();
    for (Aggregate function : functions) {
      List<String> some = function instanceof Columns known ? known.columns() : List.of();
      if (some.isEmpty()) {
        return List.of();
      }
      some.stream().filter(name -> !all.contains(name)).forEach(all::add);
    }
    return all;
  }

  /** Of a field that several functions set, the last one's value counts. */
  @Override
  public BitSet counts() {
    BitSet counts = new BitSet();
    for (Aggregate function : functions) {
      List<String> names = function instanceof Columns known ? known.columns() : List.of();
      if (names.isEmpty()) {
        counts.clear();
      }
      names.forEach(name -> counts.clear(fields.intern(name)));
      if (function instanceof CountsRows known) {
        counts.or(known.counts());
      }
    }
    return counts;
  }

  @Override
  public Aggregate inBucketsOf(long millis) {
    return new Combined(
        fields, functions.stream().map(function -> Bucketed.in(function, millis)).toList());
  }

  @Override
  public boolean mergeable() {
    return functions.stream().allMatch(Aggregate::mergeable);
  }

  @Override
  public List<String> keeps() {
    return functions.stream().flatMap(function -> function.keeps().stream()).toList();
  }

  @Override
  public Accumulator create() {
    return new State();
  }

  private final class State implements SetsFields, LooksBack {
    private final Accumulator[] parts = new Accumulator[functions.size()];
    private boolean oneRow = true;

    State() {
      for (int i = 0; i < parts.length; i++) {
        parts[i] = functions.get(i).create();
        oneRow &= parts[i] instanceof SetsFields part && part.yieldsOneRow();
      }
    }

    @Override
    public void add(Row row) {
      for (Accumulator part : parts) {
        part.add(row);
      }
    }

    @Override
    public void merge(Accumulator other) {
      for (int i = 0; i < parts.length; i++) {
        parts[i].merge(((State) other).parts[i]);
      }
    }

    @Override
    public boolean yieldsOneRow() {
      return oneRow;
    }

    @Override
    public boolean setOn(Row row) {
      boolean any = false;
      for (Accumulator part : parts) {
        any |= ((SetsFields) part).setOn(row);
      }
      return any;
    }

    @Override
    public void emit(Output out) {
      if (oneRow) {
        Row row = new Row(fields).reset(null);
        if (setOn(row)) {
          out.emit(row);
        }
        return;
      }
      List<List<Row>> results = new ArrayList<>();
      for (Accumulator part : parts) {
        List<Row> rows = new ArrayList<>();
        part.emit(row -> rows.add(row.copy()));
        if (!rows.isEmpty()) {
          results.add(rows);
        }
      }
      if (!results.isEmpty()) {
        emit(results, new int[results.size()], out);
      }
    }

    /** Counts through all combinations, the last part's rows changing fastest. */
    private void emit(List<List<Row>> results, int[] at, Output out) {
      for (int emitted = 0; emitted < MAX_ROWS; emitted++) {
        Row row = new Row(fields).reset(null);
        for (int i = 0; i < at.length; i++) {
          results.get(i).get(at[i]).forEach(row::set);
        }
        out.emit(row);
        int i = at.length - 1;
        while (i >= 0 && ++at[i] == results.get(i).size()) {
          at[i--] = 0;
        }
        if (i < 0) {
          return;
        }
      }
    }

    @Override
    public void lookBack(List<Accumulator> earlier) {
      for (int i = 0; i < parts.length; i++) {
        if (parts[i] instanceof LooksBack part) {
          int at = i;
          part.lookBack(earlier.stream().map(state -> ((State) state).parts[at]).toList());
        }
      }
    }

    @Override
    public boolean partial() {
      for (Accumulator part : parts) {
        if (part.partial()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      for (Accumulator part : parts) {
        part.write(out);
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      for (Accumulator part : parts) {
        part.read(in);
      }
    }
  }
}
