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

/**
 * The standard deviation of a field's numbers; no row without any. Other texts do not take part.
 */
final class StdDev implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "stdDev",
              Kind.AGGREGATE,
              Group.AGGREGATE,
              required("field", FIELD).orUnnamed(),
              as("_stddev"))
          .approximate(
              "the deviation of the population; LogScale does not say whether it takes that of a"
                  + " sample, and its printed example fits neither");

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    return new OneValue<>(arguments.fields(), arguments.field("as"), () -> new Deviation(field));
  }

  private static final class Deviation implements ValueState<Deviation> {
    private final int field;
    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private long count;

    Deviation(int field) {
      this.field = field;
    }

    @Override
    public String keeps() {
      return "two exact sums and a count";
    }

    @Override
    public void add(Row row) {
      Value value = Value.of(row.text(field));
      if (value != null && value.isNumber()) {
        sum.add(value);
        squares.addProduct(value, value);
        count++;
      }
    }

    @Override
    public void merge(Deviation other) {
      sum.add(other.sum);
      squares.add(other.squares);
      count += other.count;
    }

    @Override
    public Value result() {
      if (count == 0) {
        return null;
      }
      BigDecimal n = BigDecimal.valueOf(count);
      BigDecimal total = sum.exact();
      // n² times the variance, which is exact before the one division.
      BigDecimal spread = n.multiply(squares.exact()).subtract(total.multiply(total));
      BigDecimal variance = spread.divide(n.multiply(n), MathContext.DECIMAL128);
      return Value.of(StrictMath.sqrt(variance.doubleValue()));
    }

    @Override
    public void write(DataOutput out) throws IOException {
      sum.write(out);
      squares.write(out);
      out.writeLong(count);
    }

    @Override
    public void read(DataInput in) throws IOException {
      sum.read(in);
      squares.read(in);
      count = in.readLong();
    }
  }
}
