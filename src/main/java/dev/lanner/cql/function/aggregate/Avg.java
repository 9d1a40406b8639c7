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
import java.math.BigDecimal;
import java.math.MathContext;

/** The mean of a field's numbers; no row without any. Other texts do not take part. */
final class Avg implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "avg", Kind.AGGREGATE, Group.AGGREGATE, required("field", FIELD).orUnnamed(), as("_avg"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    return new OneValue<>(arguments.fields(), arguments.field("as"), () -> new Mean(field));
  }

  /** Exact sum and count; divided when asked, rounded once. */
  static final class Mean implements ValueState<Mean> {
    private final int field;
    private final ExactSum sum = new ExactSum();
    private long count;

    Mean(int field) {
      this.field = field;
    }

    @Override
    public String keeps() {
      return "an exact sum and a count";
    }

    @Override
    public void add(Row row) {
      Value value = Value.of(row.text(field));
      if (value != null && value.isNumber()) {
        sum.add(value);
        count++;
      }
    }

    @Override
    public void merge(Mean other) {
      sum.add(other.sum);
      count += other.count;
    }

    @Override
    public Value result() {
      if (count == 0) {
        return null;
      }
      BigDecimal mean = sum.exact().divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
      return Value.of(mean.doubleValue());
    }

    @Override
    public void write(DataOutput out) throws IOException {
      sum.write(out);
      out.writeLong(count);
    }

    @Override
    public void read(DataInput in) throws IOException {
      sum.read(in);
      count = in.readLong();
    }
  }
}
