package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.Type.NUMBER;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.Type.TEXTS;
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
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.value.Numbers;
import dev.lanner.cql.value.Value;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Percentiles of a field's numbers, each the number of rank ⌊p·(n−1)⌋, without interpolation; no
 * row without any number. Exact for as many numbers as {@link Quantiles} keeps, beyond within
 * {@code accuracy}.
 */
final class Percentile implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "percentile",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          required("field", FIELD).orUnnamed(),
          optional("percentiles", TEXTS),
          optional("accuracy", NUMBER, "0.01"),
          optional("as", TEXT, ""));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<String> texts =
        arguments.given("percentiles") ? arguments.texts("percentiles") : List.of("50", "75", "99");
    double[] ranks = texts.stream().mapToDouble(Numbers::parse).toArray();
    if (Arrays.stream(ranks).anyMatch(rank -> !(rank >= 0 && rank <= 100))) {
      arguments.problem("percentiles", "bad-argument", "percentiles are numbers from 0 to 100", "");
    }
    double accuracy = arguments.number("accuracy");
    if (!(accuracy > 0 && accuracy < 1)) {
      arguments.problem("accuracy", "bad-argument", "`accuracy` must lie between 0 and 1", "");
      accuracy = 0.01;
    }
    String prefix = arguments.text("as");
    List<String> names =
        Arrays.stream(ranks).mapToObj(rank -> prefix + "_" + Numbers.print(rank)).toList();
    return new Percentiles(
        arguments.fields(),
        arguments.field("field"),
        accuracy,
        ranks,
        names,
        names.stream().mapToInt(arguments.fields()::intern).toArray());
  }

  private record Percentiles(
      FieldTable fields,
      int field,
      double accuracy,
      double[] ranks,
      List<String> columns,
      int[] ids)
      implements Aggregate, Columns {
    @Override
    public List<String> keeps() {
      return List.of(
          fields.name(field)
              + ": "
              + Bound.upTo(Quantiles.EXACT_UP_TO, "numbers, beyond that counts of intervals"));
    }

    @Override
    public Accumulator create() {
      return new State(this);
    }
  }

  private static final class State implements Accumulator {
    private final Percentiles aggregate;
    private final Quantiles quantiles;

    State(Percentiles aggregate) {
      this.aggregate = aggregate;
      this.quantiles = new Quantiles(aggregate.accuracy);
    }

    @Override
    public void add(Row row) {
      Value value = Value.of(row.text(aggregate.field));
      if (value != null && value.isNumber()) {
        quantiles.add(value.asDouble());
      }
    }

    @Override
    public void merge(Accumulator other) {
      quantiles.merge(((State) other).quantiles);
    }

    @Override
    public void emit(Output out) {
      if (quantiles.count() == 0) {
        return;
      }
      Row row = new Row(aggregate.fields).reset(null);
      for (int i = 0; i < aggregate.ids.length; i++) {
        long rank = (long) Math.floor(aggregate.ranks[i] * (quantiles.count() - 1) / 100);
        row.set(aggregate.ids[i], Value.of(quantiles.ofRank(rank)).text());
      }
      out.emit(row);
    }

    @Override
    public void write(DataOutput out) throws IOException {
      quantiles.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      quantiles.read(in);
    }
  }
}
