package dev.lanner.cql.node;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** {@code { filter | aggregate | more }} where an aggregate is asked for (LANGUAGE 3.7). */
final class Piped implements Aggregate, Columns {
  private final Transform before;
  private final Aggregate aggregate;
  private final List<Node> after;

  Piped(List<Node> before, Aggregate aggregate, List<Node> after) {
    this.before = new Sequence(before);
    this.aggregate = aggregate;
    this.after = List.copyOf(after);
  }

  @Override
  public List<String> keeps() {
    return aggregate.keeps();
  }

  @Override
  public Accumulator create() {
    return new State(aggregate.create());
  }

  @Override
  public boolean mergeable() {
    return aggregate.mergeable();
  }

  @Override
  public List<String> columns() {
    boolean known = after.isEmpty() && aggregate instanceof Columns;
    return known ? ((Columns) aggregate).columns() : List.of();
  }

  private final class State implements Accumulator {
    private final Accumulator inner;

    State(Accumulator inner) {
      this.inner = inner;
    }

    @Override
    public void add(Row row) {
      int mark = row.mark();
      before.process(row, inner::add);
      row.rollback(mark);
    }

    @Override
    public void merge(Accumulator other) {
      inner.merge(((State) other).inner);
    }

    @Override
    public void emit(Output out) {
      Flow rest = Flow.of(after, out);
      inner.emit(rest);
      rest.finish();
    }

    @Override
    public boolean partial() {
      return inner.partial();
    }

    @Override
    public void write(DataOutput out) throws IOException {
      inner.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      inner.read(in);
    }
  }
}
