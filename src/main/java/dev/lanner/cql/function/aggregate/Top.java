package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.NUMBER;
import static dev.lanner.cql.function.Parameter.Type.OUTPUT;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.Type.WHOLE;
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
import dev.lanner.cql.value.Value;
import dev.lanner.cql.value.ValueOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The most frequent combinations of some fields' values, or those with the largest sum or maximum
 * of another field: at most 10, largest first, equal ones in key order. Rows that lack one of the
 * fields do not count. Exact, so that {@code error} changes nothing.
 */
final class Top implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "top",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          required("field", FIELDS).orUnnamed(),
          optional("limit", WHOLE, "10"),
          optional("sum", FIELD),
          optional("max", FIELD),
          optional("as", OUTPUT),
          optional("rest", TEXT),
          optional("percent", BOOLEAN, "false"),
          optional("error", NUMBER, "5"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    FieldTable fields = arguments.fields();
    if (arguments.whole("limit") < 1) {
      arguments.problem("limit", "bad-argument", "the limit must be at least 1", "");
    }
    if (arguments.given("sum") && arguments.given("max")) {
      arguments.problem("max", "bad-argument", "`sum` and `max` exclude each other", "give one");
    }
    String measure = arguments.given("sum") ? "sum" : arguments.given("max") ? "max" : "count";
    String as = arguments.given("as") ? arguments.text("as") : "_" + measure;
    return new Ranking(
        fields,
        arguments.texts("field").stream().distinct().mapToInt(fields::intern).toArray(),
        measure(arguments, measure, fields.intern(as)),
        fields.intern(as),
        measure.equals("max"),
        (int) Math.min(Math.max(1, arguments.whole("limit")), GroupStates.MAX_GROUPS),
        arguments.given("rest") ? arguments.text("rest") : null,
        arguments.flag("percent") ? fields.intern("percent") : -1);
  }

  private static Aggregate measure(Arguments arguments, String measure, int as) {
    if (measure.equals("count")) {
      return new OneValue<>(arguments.fields(), as, () -> new Count.RowCount(-1));
    }
    int field = arguments.field(measure);
    return measure.equals("sum")
        ? new OneValue<>(arguments.fields(), as, () -> new Sum.Total(field))
        : new OneValue<>(arguments.fields(), as, () -> new Extreme(field, true));
  }

  /**
   * @param as the field {@code measure} yields
   * @param largestOfRest whether the rest is measured by its largest value, not by the sum of all
   * @param rest the label of the row for all that did not fit, or null for no such row
   * @param percent the field for the share of the whole, or -1
   */
  private record Ranking(
      FieldTable fields,
      int[] keys,
      Aggregate measure,
      int as,
      boolean largestOfRest,
      int limit,
      String rest,
      int percent)
      implements Aggregate, Columns {
    @Override
    public List<String> columns() {
      List<String> all = new ArrayList<>();
      for (int key : keys) {
        all.add(fields.name(key));
      }
      all.add(fields.name(as));
      if (percent >= 0) {
        all.add(fields.name(percent));
      }
      return all;
    }

    @Override
    public List<String> keeps() {
      return List.of(
          Bound.upTo(GroupStates.MAX_GROUPS, "values of ")
              + Arrays.stream(keys).mapToObj(fields::name).collect(Collectors.joining(", "))
              + ", each: "
              + String.join("; ", measure.keeps()));
    }

    @Override
    public Accumulator create() {
      return new State(this);
    }
  }

  private record Ranked(String[] key, Value value) {}

  private static final class State implements Accumulator {
    private final Ranking aggregate;
    private final GroupStates groups;

    State(Ranking aggregate) {
      this.aggregate = aggregate;
      this.groups = new GroupStates(aggregate.measure);
    }

    @Override
    public void add(Row row) {
      String[] key = new String[aggregate.keys.length];
      for (int i = 0; i < key.length; i++) {
        key[i] = row.text(aggregate.keys[i]);
        if (key[i] == null) {
          return;
        }
      }
      Accumulator group = groups.of(key);
      if (group != null) {
        group.add(row);
      }
    }

    @Override
    public void merge(Accumulator other) {
      groups.merge(((State) other).groups);
    }

    @Override
    public void emit(Output out) {
      List<Ranked> ranked = new ArrayList<>();
      groups.forEach(
          Long.MAX_VALUE,
          (key, state) ->
              state.emit(row -> ranked.add(new Ranked(key, Value.of(row.text(aggregate.as))))));
      // The sort is stable, so that equal values keep their key order.
      ranked.sort((a, b) -> ValueOrder.numbers(b.value, a.value));
      ExactSum total = new ExactSum();
      ranked.forEach(one -> total.add(one.value));
      int kept = Math.min(aggregate.limit, ranked.size());
      for (Ranked one : ranked.subList(0, kept)) {
        emit(one.key, one.value, total, out);
      }
      if (aggregate.rest != null && kept < ranked.size()) {
        String[] label = new String[aggregate.keys.length];
        Arrays.fill(label, aggregate.rest);
        emit(label, measure(ranked.subList(kept, ranked.size())), total, out);
      }
    }

    private Value measure(List<Ranked> rest) {
      if (aggregate.largestOfRest) {
        return rest.get(0).value;
      }
      ExactSum sum = new ExactSum();
      rest.forEach(one -> sum.add(one.value));
      return sum.value();
    }

    private void emit(String[] key, Value value, ExactSum total, Output out) {
      Row row = new Row(aggregate.fields).reset(null);
      for (int i = 0; i < key.length; i++) {
        row.set(aggregate.keys[i], key[i]);
      }
      row.set(aggregate.as, value.text());
      if (aggregate.percent >= 0 && total.exact().signum() != 0) {
        Value share = Value.of(100 * value.asDouble() / total.value().asDouble());
        row.set(aggregate.percent, share == null ? null : share.text());
      }
      out.emit(row);
    }

    @Override
    public boolean partial() {
      return groups.partial();
    }

    @Override
    public void write(DataOutput out) throws IOException {
      groups.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      groups.read(in);
    }
  }
}
