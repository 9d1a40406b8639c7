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
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Wire;
import dev.lanner.cql.value.Value;
import dev.lanner.cql.value.ValueOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast a counter rises, a second: its last number less its first, by the time between. No row
 * for fewer than two points of time, nor if the counter falls between any two. Of several numbers
 * at one time the largest counts. Keeps {@value #MAX_POINTS} points, the oldest, and is partial
 * beyond.
 */
final class CounterAsRate implements CqlFunction {
  private static final int MAX_POINTS = 10_000;

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "counterAsRate",
          Kind.AGGREGATE,
          Group.AGGREGATE,
          required("field", FIELD).orUnnamed(),
          as("_rate"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    Places places = Places.of(arguments);
    return new OneValue<>(
        arguments.fields(), arguments.field("as"), () -> new Points(places, field));
  }

  private static final class Points implements ValueState<Points> {
    private final Places places;
    private final int field;
    private final TreeMap<Long, Value> byTime = new TreeMap<>();
    private boolean cut;

    Points(Places places, int field) {
      this.places = places;
      this.field = field;
    }

    @Override
    public String keeps() {
      return Bound.upTo(MAX_POINTS, "points of time");
    }

    @Override
    public void add(Row row) {
      long time = places.time(row);
      Value value = Value.of(row.text(field));
      if (time != Place.UNTIMED && value != null && value.isNumber()) {
        put(time, value);
      }
    }

    private void put(long time, Value value) {
      byTime.merge(time, value, (a, b) -> ValueOrder.numbers(a, b) >= 0 ? a : b);
      if (byTime.size() > MAX_POINTS) {
        byTime.pollLastEntry();
        cut = true;
      }
    }

    @Override
    public void merge(Points other) {
      cut |= other.cut;
      other.byTime.forEach(this::put);
    }

    @Override
    public Value result() {
      if (byTime.size() < 2) {
        return null;
      }
      Value before = null;
      for (Value value : byTime.values()) {
        if (before != null && ValueOrder.numbers(value, before) < 0) {
          return null;
        }
        before = value;
      }
      ExactSum rise = new ExactSum();
      rise.add(byTime.lastEntry().getValue());
      rise.addProduct(byTime.firstEntry().getValue(), Value.of(-1));
      double seconds = (byTime.lastKey() - byTime.firstKey()) / 1000.0;
      Value risen = rise.value();
      return risen == null ? null : Value.of(risen.asDouble() / seconds);
    }

    @Override
    public boolean partial() {
      return cut;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeBoolean(cut);
      out.writeInt(byTime.size());
      for (Map.Entry<Long, Value> point : byTime.entrySet()) {
        out.writeLong(point.getKey());
        Wire.writeText(point.getValue().text(), out);
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      byTime.clear();
      cut = in.readBoolean();
      for (int left = in.readInt(); left > 0; left--) {
        byTime.put(in.readLong(), Value.of(Wire.readText(in)));
      }
    }
  }
}
