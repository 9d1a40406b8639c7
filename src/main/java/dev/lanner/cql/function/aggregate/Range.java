package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.value.Value;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The largest number of a field less the smallest; no row without any. */
final class Range implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "range",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          required("field", FIELD).orUnnamed(),
          as("_range"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    return new OneValue<>(arguments.fields(), arguments.field("as"), () -> new Spread(field));
  }

  /** Both extremes of a field's numbers. */
  static final class Spread implements ValueState<Spread> {
    private final Extreme least;
    private final Extreme most;

    Spread(int field) {
      least = new Extreme(field, false);
      most = new Extreme(field, true);
    }

    @Override
    public String keeps() {
      return "two numbers";
    }

    @Override
    public void add(Row row) {
      least.add(row);
      most.add(row);
    }

    @Override
    public void merge(Spread other) {
      least.merge(other.least);
      most.merge(other.most);
    }

    @Override
    public Value result() {
      if (least.result() == null) {
        return null;
      }
      ExactSum difference = new ExactSum();
      difference.add(most.result());
      difference.addProduct(least.result(), Value.of(-1));
      return difference.value();
    }

    @Override
    public void write(DataOutput out) throws IOException {
      least.write(out);
      most.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      least.read(in);
      most.read(in);
    }
  }
}
