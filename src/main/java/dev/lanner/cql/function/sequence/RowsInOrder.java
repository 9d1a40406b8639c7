package dev.lanner.cql.function.sequence;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An aggregate that looks at its rows as a list, in the order they came in: at most {@value
 * #MAX_ROWS}, and partial beyond.
 */
abstract class RowsInOrder implements Aggregate {
  /** The most rows kept; what {@code head} and {@code sort} pass on at most. */
  static final int MAX_ROWS = 200_000;

  private final FieldTable fields;

  RowsInOrder(Arguments arguments) {
    this.fields = arguments.fields();
    arguments.readsAnything();
  }

  /** Emits what comes of the rows, which it may not change. */
  abstract void emit(List<Row> rows, Output out);

  @Override
  public boolean mergeable() {
    return false;
  }

  @Override
  public List<String> keeps() {
    return List.of(Bound.upTo(MAX_ROWS, "rows"));
  }

  @Override
  public Accumulator create() {
    return new State();
  }

  private final class State implements Accumulator {
    private final List<Row> rows = new ArrayList<>();
    private boolean cut;

    @Override
    public void add(Row row) {
      if (rows.size() < MAX_ROWS) {
        rows.add(row.copy());
      } else {
        cut = true;
      }
    }

    @Override
    public void merge(Accumulator other) {
      State state = (State) other;
      cut |= state.cut;
      state.rows.forEach(this::add);
    }

    @Override
    public void emit(Output out) {
      RowsInOrder.this.emit(rows, out);
    }

    @Override
    public boolean partial() {
      return cut;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeBoolean(cut);
      out.writeInt(rows.size());
      for (Row row : rows) {
        Wire.writeRow(row, out);
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      rows.clear();
      cut = in.readBoolean();
      for (int left = in.readInt(); left > 0; left--) {
        rows.add(Wire.readRow(fields, in));
      }
    }
  }
}
