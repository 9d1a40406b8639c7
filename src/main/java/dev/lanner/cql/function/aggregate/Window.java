package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.AGGREGATES;
import static dev.lanner.cql.function.Parameter.Type.DURATION;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * An aggregate over the last so many buckets, inside {@code bucket} or {@code timeChart} only;
 * buckets with too few before them yield nothing.
 */
final class Window implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "window",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          optional("function", AGGREGATES).orUnnamed(),
          optional("buckets", WHOLE),
          optional("span", DURATION));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    if (arguments.given("buckets") == arguments.given("span")) {
      arguments.problem(
          null, "bad-argument", "`window` needs either `buckets` or `span`", "give one of them");
    }
    long buckets = arguments.given("buckets") ? arguments.whole("buckets") : 1;
    if (buckets < 1 || buckets > Spans.MAX_BUCKETS) {
      arguments.problem(
          "buckets", "bad-argument", "`buckets` must be from 1 to " + Spans.MAX_BUCKETS, "");
    }
    long span = arguments.given("span") ? arguments.millis("span") : 0;
    return new Moving(Stats.function(arguments, "function"), (int) buckets, span);
  }

  /**
   * An aggregate over the last {@code buckets} buckets, or over as many as make {@code span}
   * milliseconds, if that is not 0.
   */
  record Moving(Aggregate function, int buckets, long span)
      implements Aggregate, Columns, Bucketed {
    @Override
    public Aggregate inBucketsOf(long millis) {
      long most = Spans.MAX_BUCKETS;
      return span == 0
          ? this
          : new Moving(function, (int) Math.min(most, Math.max(1, span / millis)), 0);
    }

    @Override
    public List<String> columns() {
      return function instanceof Columns known ? known.columns() : List.of();
    }

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
      return new State(this);
    }
  }

  private static final class State implements Accumulator, LooksBack {
    private final Moving aggregate;
    private final Accumulator own;
    private List<Accumulator> earlier = List.of();

    State(Moving aggregate) {
      this.aggregate = aggregate;
      this.own = aggregate.function.create();
    }

    @Override
    public void lookBack(List<Accumulator> states) {
      earlier = states;
    }

    @Override
    public void add(Row row) {
      own.add(row);
    }

    @Override
    public void merge(Accumulator other) {
      own.merge(((State) other).own);
    }

    @Override
    public void emit(Output out) {
      int missing = aggregate.buckets - 1 - earlier.size();
      if (missing > 0) {
        return;
      }
      Accumulator sum = copy(own);
      for (Accumulator state : earlier.subList(-missing, earlier.size())) {
        sum.merge(copy(((State) state).own));
      }
      sum.emit(out);
    }

    private Accumulator copy(Accumulator state) {
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        Accumulator copy = aggregate.function.create();
        copy.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return copy;
      } catch (IOException impossibleInMemory) {
        throw new UncheckedIOException(impossibleInMemory);
      }
    }

    @Override
    public boolean partial() {
      return own.partial();
    }

    @Override
    public void write(DataOutput out) throws IOException {
      own.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      own.read(in);
    }
  }
}
