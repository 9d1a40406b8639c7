package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.value.Value;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Counts rows; with a field, rows that have it; with {@code distinct=true}, its different texts.
 * Zero of them is a result too.
 */
final class Count implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "count",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          optional("field", FIELD).orUnnamed(),
          optional("distinct", BOOLEAN, "false"),
          as("_count"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int as = arguments.field("as");
    if (!arguments.given("field")) {
      if (arguments.flag("distinct")) {
        arguments.problem(
            "distinct",
            "missing-argument",
            "`distinct=true` needs a field whose values to count",
            "write count(field=…, distinct=true)");
      }
      return new OneValue<>(arguments.fields(), as, () -> new RowCount(-1));
    }
    int field = arguments.field("field");
    if (arguments.flag("distinct")) {
      return new OneValue<>(arguments.fields(), as, () -> new DistinctValues(field));
    }
    return new OneValue<>(arguments.fields(), as, () -> new RowCount(field));
  }

  /** What aggregates with a {@code function} parameter do without it: {@code count(as=_count)}. */
  static Aggregate byDefault(Arguments arguments) {
    return new OneValue<>(
        arguments.fields(), arguments.fields().intern("_count"), () -> new RowCount(-1));
  }

  /** How many rows there were, or how many had a field. */
  static final class RowCount implements ValueState<RowCount> {
    private final int field;
    private long count;

    /** Counts rows with a field, or all of them if it is negative. */
    RowCount(int field) {
      this.field = field;
    }

    @Override
    public boolean countsRows() {
      return true;
    }

    @Override
    public String keeps() {
      return "a count";
    }

    @Override
    public void add(Row row) {
      if (field < 0 || row.has(field)) {
        count++;
      }
    }

    @Override
    public void merge(RowCount other) {
      count += other.count;
    }

    @Override
    public Value result() {
      return Value.of(count);
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(count);
    }

    @Override
    public void read(DataInput in) throws IOException {
      count = in.readLong();
    }
  }
}
