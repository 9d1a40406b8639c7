package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
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
import dev.lanner.cql.run.Wire;
import dev.lanner.cql.value.Value;
import dev.lanner.cql.value.ValueOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * {@code selectFromMin} and {@code selectFromMax}: some fields of the one row with the smallest or
 * largest number in a field; no row if none has a number there. LogScale breaks ties arbitrarily;
 * here the newest row wins, by time and identity.
 */
final class SelectFromExtreme implements CqlFunction {
  private final FunctionSpec spec;
  private final boolean largest;

  SelectFromExtreme(String name, boolean largest) {
    this.largest = largest;
    this.spec =
        FunctionSpec.exact(
            name,
            Kind.AGGREGATE,
            Group.AGGREGATE,
            required("field", FIELD).orUnnamed(),
            required("include", FIELDS));
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    List<String> names = arguments.texts("include").stream().distinct().toList();
    return new FromExtreme(
        arguments.fields(),
        Places.of(arguments),
        arguments.field("field"),
        largest,
        names,
        names.stream().mapToInt(arguments.fields()::intern).toArray());
  }

  private record FromExtreme(
      FieldTable fields, Places places, int field, boolean largest, List<String> columns, int[] ids)
      implements Aggregate, Columns {
    @Override
    public List<String> keeps() {
      return List.of("one row: " + String.join(", ", columns));
    }

    @Override
    public Accumulator create() {
      return new State(this);
    }
  }

  private static final class State implements Accumulator {
    private final FromExtreme aggregate;
    private Value best;
    private Place place;
    private String[] texts;
    private long seen;

    State(FromExtreme aggregate) {
      this.aggregate = aggregate;
    }

    @Override
    public void add(Row row) {
      long sequence = seen++;
      Value value = Value.of(row.text(aggregate.field));
      if (value == null || !value.isNumber() || compare(value) < 0) {
        return;
      }
      String[] candidate = new String[aggregate.ids.length];
      for (int i = 0; i < candidate.length; i++) {
        candidate[i] = row.text(aggregate.ids[i]);
      }
      offer(value, aggregate.places.of(row, sequence), candidate);
    }

    @Override
    public void merge(Accumulator other) {
      State state = (State) other;
      if (state.best != null) {
        offer(state.best, state.place.behind(seen), state.texts);
      }
      seen += state.seen;
    }

    /** Positive if {@code value} beats the best one, 0 if it is the same number. */
    private int compare(Value value) {
      if (best == null) {
        return 1;
      }
      int order = ValueOrder.numbers(value, best);
      return aggregate.largest ? order : -order;
    }

    private void offer(Value value, Place at, String[] candidate) {
      int order = compare(value);
      if (order == 0) {
        order = at.compareTo(place);
      }
      if (order == 0) {
        order = Arrays.compare(candidate, texts);
      }
      if (order > 0) {
        best = value;
        place = at;
        texts = candidate;
      }
    }

    @Override
    public void emit(Output out) {
      if (best == null) {
        return;
      }
      Row row = new Row(aggregate.fields).reset(null);
      for (int i = 0; i < texts.length; i++) {
        row.set(aggregate.ids[i], texts[i]);
      }
      out.emit(row);
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(seen);
      Wire.writeText(best == null ? null : best.text(), out);
      if (best != null) {
        place.write(out);
        Wire.writeTexts(texts, out);
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      seen = in.readLong();
      best = Value.of(Wire.readText(in));
      place = best == null ? null : Place.read(in);
      texts = best == null ? null : Wire.readTexts(in);
    }
  }
}
