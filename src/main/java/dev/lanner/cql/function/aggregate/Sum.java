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

/** The sum of a field's numbers; 0 without any (LANGUAGE U10). Other texts do not take part. */
final class Sum implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "sum", Kind.AGGREGATE, Group.AGGREGATE, required("field", FIELD).orUnnamed(), as("_sum"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    return new OneValue<>(arguments.fields(), arguments.field("as"), () -> new Total(field));
  }

  /** The exact sum of a field's numbers. */
  static final class Total implements ValueState<Total> {
    private final int field;
    private final ExactSum sum = new ExactSum();

    Total(int field) {
      this.field = field;
    }

    @Override
    public String keeps() {
      return "an exact sum";
    }

    @Override
    public void add(Row row) {
      Value value = Value.of(row.text(field));
      if (value != null && value.isNumber()) {
        sum.add(value);
      }
    }

    @Override
    public void merge(Total other) {
      sum.add(other.sum);
    }

    @Override
    public Value result() {
      return sum.value();
    }

    @Override
    public void write(DataOutput out) throws IOException {
      sum.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      sum.read(in);
    }
  }
}
