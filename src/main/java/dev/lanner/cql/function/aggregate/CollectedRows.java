package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * {@code collect(multival=false)}: a row for each different combination of some fields' texts, in
 * the order they first appear by time. A row that lacks all of them does not count. (For several
 * fields LogScale does not say how their values combine; published queries expect what belongs
 * together in one row.)
 */
record CollectedRows(FieldTable fields, Places places, List<String> columns, int[] ids, long limit)
    implements Aggregate, Columns {

  @Override
  public List<String> keeps() {
    return List.of(Bound.upTo(limit, "rows: ") + String.join(", ", columns));
  }

  @Override
  public Accumulator create() {
    return new State(this, new FirstTexts(limit));
  }

  private static final class State implements Accumulator {
    private final CollectedRows aggregate;
    private final FirstTexts combinations;
    private long seen;

    State(CollectedRows aggregate, FirstTexts combinations) {
      this.aggregate = aggregate;
      this.combinations = combinations;
    }

    @Override
    public void add(Row row) {
      long sequence = seen++;
      StringBuilder packed = new StringBuilder();
      boolean any = false;
      for (int id : aggregate.ids) {
        String text = row.text(id);
        any |= text != null;
        packed.append(text == null ? -1 : text.length()).append(':');
        packed.append(text == null ? "" : text);
      }
      if (any) {
        combinations.offer(packed.toString(), aggregate.places.of(row, sequence));
      }
    }

    @Override
    public void merge(Accumulator other) {
      State state = (State) other;
      combinations.merge(state.combinations, seen);
      seen += state.seen;
    }

    @Override
    public void emit(Output out) {
      for (String packed : combinations.texts()) {
        Row row = new Row(aggregate.fields).reset(null);
        int at = 0;
        for (int id : aggregate.ids) {
          int colon = packed.indexOf(':', at);
          int length = Integer.parseInt(packed.substring(at, colon));
          at = colon + 1;
          if (length >= 0) {
            row.set(id, packed.substring(at, at + length));
            at += length;
          }
        }
        out.emit(row);
      }
    }

    @Override
    public boolean partial() {
      return combinations.partial();
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(seen);
      combinations.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      seen = in.readLong();
      combinations.read(in);
    }
  }
}
