package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.FieldTable;
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
import dev.lanner.cql.value.Value;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * The straight line through points of two number fields by least squares: slope, intercept,
 * adjusted R² (absent for two points), number of points. No row if all x or all y are the same.
 */
final class LinReg implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "linReg",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          required("x", FIELD),
          required("y", FIELD),
          optional("prefix", TEXT, "_"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    String prefix = arguments.text("prefix");
    List<String> names =
        Stream.of("slope", "intercept", "r2", "n").map(name -> prefix + name).toList();
    names.forEach(arguments.fields()::intern);
    return new Line(arguments.fields(), arguments.field("x"), arguments.field("y"), names);
  }

  private record Line(FieldTable fields, int x, int y, List<String> columns)
      implements Aggregate, Columns {
    @Override
    public List<String> keeps() {
      return List.of("five exact sums and a count");
    }

    @Override
    public Accumulator create() {
      return new State(this);
    }
  }

  private static final class State implements Accumulator {
    private final Line aggregate;
    private final ExactSum x = new ExactSum();
    private final ExactSum y = new ExactSum();
    private final ExactSum xx = new ExactSum();
    private final ExactSum xy = new ExactSum();
    private final ExactSum yy = new ExactSum();
    private final List<ExactSum> sums = List.of(x, y, xx, xy, yy);
    private long count;

    State(Line aggregate) {
      this.aggregate = aggregate;
    }

    @Override
    public void add(Row row) {
      Value a = Value.of(row.text(aggregate.x));
      Value b = Value.of(row.text(aggregate.y));
      if (a == null || b == null || !a.isNumber() || !b.isNumber()) {
        return;
      }
      x.add(a);
      y.add(b);
      xx.addProduct(a, a);
      xy.addProduct(a, b);
      yy.addProduct(b, b);
      count++;
    }

    @Override
    public void merge(Accumulator other) {
      State state = (State) other;
      for (int i = 0; i < sums.size(); i++) {
        sums.get(i).add(state.sums.get(i));
      }
      count += state.count;
    }

    @Override
    public void emit(Output out) {
      BigDecimal n = BigDecimal.valueOf(count);
      BigDecimal spreadX = n.multiply(xx.exact()).subtract(x.exact().multiply(x.exact()));
      BigDecimal spreadY = n.multiply(yy.exact()).subtract(y.exact().multiply(y.exact()));
      if (spreadX.signum() == 0 || spreadY.signum() == 0) {
        return;
      }
      BigDecimal both = n.multiply(xy.exact()).subtract(x.exact().multiply(y.exact()));
      MathContext precision = MathContext.DECIMAL128;
      BigDecimal slope = both.divide(spreadX, precision);
      BigDecimal intercept = y.exact().subtract(slope.multiply(x.exact())).divide(n, precision);
      BigDecimal r2 = both.multiply(both).divide(spreadX.multiply(spreadY), precision);
      Row row = new Row(aggregate.fields).reset(null);
      set(row, 0, slope);
      set(row, 1, intercept);
      if (count > 2) {
        BigDecimal unexplained =
            BigDecimal.ONE
                .subtract(r2)
                .multiply(BigDecimal.valueOf(count - 1))
                .divide(BigDecimal.valueOf(count - 2), precision);
        set(row, 2, BigDecimal.ONE.subtract(unexplained));
      }
      set(row, 3, n);
      out.emit(row);
    }

    private void set(Row row, int column, BigDecimal number) {
      Value value = Value.of(number.doubleValue());
      row.set(aggregate.columns.get(column), value == null ? null : value.text());
    }

    @Override
    public void write(DataOutput out) throws IOException {
      for (ExactSum sum : sums) {
        sum.write(out);
      }
      out.writeLong(count);
    }

    @Override
    public void read(DataInput in) throws IOException {
      for (ExactSum sum : sums) {
        sum.read(in);
      }
      count = in.readLong();
    }
  }
}
