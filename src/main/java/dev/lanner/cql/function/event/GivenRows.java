package dev.lanner.cql.function.event;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.RowSource;
import java.io.DataInput;
import java.io.DataOutput;

/** Rows that are there whatever comes in: what a function yields that replaces its input. */
final class GivenRows implements Aggregate {
  private final RowSource rows;

  GivenRows(RowSource rows) {
    this.rows = rows;
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
        rows.forEach(out);
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
