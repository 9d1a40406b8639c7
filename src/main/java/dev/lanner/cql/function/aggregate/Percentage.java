package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.PIPELINE;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.node.Filters;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.value.Value;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The share of rows, in per cent, that get through a pipeline; no row without any. */
final class Percentage implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "percentage",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          required("condition", PIPELINE).orUnnamed(),
          as("_percentage"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    Filter condition = Filters.emits(arguments.transform("condition"));
    return new OneValue<>(arguments.fields(), arguments.field("as"), () -> new Share(condition));
  }

  private static final class Share implements ValueState<Share> {
    private final Filter condition;
    private long passed;
    private long all;

    Share(Filter condition) {
      this.condition = condition;
    }

    @Override
    public String keeps() {
      return "two counts";
    }

    @Override
    public void add(Row row) {
      all++;
      if (condition.test(row)) {
        passed++;
      }
    }

    @Override
    public void merge(Share other) {
      passed += other.passed;
      all += other.all;
    }

    @Override
    public Value result() {
      return all == 0 ? null : Value.of((double) passed / all * 100);
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(passed);
      out.writeLong(all);
    }

    @Override
    public void read(DataInput in) throws IOException {
      passed = in.readLong();
      all = in.readLong();
    }
  }
}
