package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.CountsRows;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.value.Value;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * An aggregate that yields one row with one field, or none if its state has no value.
 *
 * @param fields the names behind the ids
 * @param as the field to set
 * @param states makes empty states
 */
record OneValue<S extends ValueState<S>>(FieldTable fields, int as, Supplier<S> states)
    implements Aggregate, Columns, CountsRows {

  @Override
  public List<String> columns() {
    return List.of(fields.name(as));
  }

  @Override
  public BitSet counts() {
    BitSet counts = new BitSet();
    counts.set(as, states.get().countsRows());
    return counts;
  }

  @Override
  public List<String> keeps() {
    return List.of(fields.name(as) + ": " + states.get().keeps());
  }

  @Override
  public Accumulator create() {
    return new State<>(this, states.get());
  }

  private record State<S extends ValueState<S>>(OneValue<S> aggregate, S value)
      implements SetsFields {
    @Override
    public void add(Row row) {
      value.add(row);
    }

    @Override
    @SuppressWarnings("unchecked") // accumulators that are merged come from the same aggregate
    public void merge(Accumulator other) {
      value.merge(((State<S>) other).value);
    }

    @Override
    public void emit(Output out) {
      Row row = new Row(aggregate.fields).reset(null);
      if (setOn(row)) {
        out.emit(row);
      }
    }

    @Override
    public boolean setOn(Row row) {
      Value result = value.result();
      if (result != null) {
        row.set(aggregate.as, result.text());
      }
      return result != null;
    }

    @Override
    public boolean partial() {
      return value.partial();
    }

    @Override
    public void write(DataOutput out) throws IOException {
      value.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      value.read(in);
    }
  }
}
