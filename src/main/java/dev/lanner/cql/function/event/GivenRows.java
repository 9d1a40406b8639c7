package dev.lanner.cql.function.event;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;
import java.util.function.Supplier;

/** Rows that are there whatever comes in: what a function yields that replaces its input. */
class GivenRows implements Aggregate {
  private final FieldTable fields;
  private final Supplier<List<Row>> rows;

  GivenRows(FieldTable fields, Supplier<List<Row>> rows) {
    this.fields = fields;
    this.rows = rows;
  }

  /** The names behind the rows' ids. */
  final FieldTable fields() {
    return fields;
  }

  @Override
  public Accumulator create() {
    return new Accumulator() {
      @Override
      public void add(Row row) {
        // The input is replaced.
      }

      @Override
      public void merge(Accumulator other) {
        // There is nothing to know of other input.
      }

      @Override
      public void emit(Output out) {
        rows.get().forEach(row -> out.emit(row.copy()));
      }

      @Override
      public void write(DataOutput out) {
        // No state.
      }

      @Override
      public void read(DataInput in) {
        // No state.
      }
    };
  }
}
