package dev.lanner.cql.function.array;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * {@code array:reduceAll}: an aggregate over all elements, bound to {@code var}, of an array in all
 * rows.
 */
record ElementsAggregate(Elements elements, Aggregate function) implements Aggregate {
  @Override
  public boolean mergeable() {
    return function.mergeable();
  }

  @Override
  public List<String> keeps() {
    return function.keeps();
  }

  @Override
  public Accumulator create() {
    return new State(elements, function.create());
  }

  private record State(Elements elements, Accumulator inner) implements Accumulator {
    @Override
    public void add(Row row) {
      elements.forEach(
          row,
          element -> {
            inner.add(element);
            return true;
          });
    }

    @Override
    public void merge(Accumulator other) {
      inner.merge(((State) other).inner);
    }

    @Override
    public void emit(Output out) {
      inner.emit(out);
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
