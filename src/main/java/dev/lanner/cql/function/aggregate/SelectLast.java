package dev.lanner.cql.function.aggregate;

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
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Each field's text from the newest row that has the field, so that the result may mix rows. No row
 * if none has any of them. Of events with one time, the one with the larger identity is the newer.
 */
public final class SelectLast implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "selectLast", Kind.AGGREGATE, Group.AGGREGATE, required("fields", FIELDS).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    return last(arguments, arguments.texts("fields"));
  }

  /** The newest text of each of the fields. */
  public static Aggregate last(Arguments arguments, List<String> names) {
    List<String> distinct = names.stream().distinct().toList();
    int[] ids = distinct.stream().mapToInt(arguments.fields()::intern).toArray();
    return new Last(arguments.fields(), Places.of(arguments), distinct, ids);
  }

  private record Last(FieldTable fields, Places places, List<String> columns, int[] ids)
      implements Aggregate, Columns {
    @Override
    public List<String> keeps() {
      return List.of("the newest text of " + String.join(", ", columns));
    }

    @Override
    public Accumulator create() {
      return new State(this);
    }
  }

  private static final class State implements Accumulator {
    private final Last aggregate;
    private final Place[] newest;
    private final String[] texts;
    private long seen;

    State(Last aggregate) {
      this.aggregate = aggregate;
      this.newest = new Place[aggregate.ids.length];
      this.texts = new String[aggregate.ids.length];
    }

    @Override
    public void add(Row row) {
      Place place = aggregate.places.of(row, seen++);
      for (int i = 0; i < texts.length; i++) {
        offer(i, place, row.text(aggregate.ids[i]));
      }
    }

    @Override
    public void merge(Accumulator other) {
      State state = (State) other;
      for (int i = 0; i < texts.length; i++) {
        if (state.texts[i] != null) {
          offer(i, state.newest[i].behind(seen), state.texts[i]);
        }
      }
      seen += state.seen;
    }

    private void offer(int i, Place place, String text) {
      if (text == null) {
        return;
      }
      int order = newest[i] == null ? 1 : place.compareTo(newest[i]);
      if (order > 0 || order == 0 && text.compareTo(texts[i]) > 0) {
        newest[i] = place;
        texts[i] = text;
      }
    }

    @Override
    public void emit(Output out) {
      Row row = new Row(aggregate.fields).reset(null);
      boolean any = false;
      for (int i = 0; i < texts.length; i++) {
        row.set(aggregate.ids[i], texts[i]);
        any |= texts[i] != null;
      }
      if (any) {
        out.emit(row);
      }
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(seen);
      Wire.writeTexts(texts, out);
      for (int i = 0; i < texts.length; i++) {
        if (texts[i] != null) {
          newest[i].write(out);
        }
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      seen = in.readLong();
      String[] read = Wire.readTexts(in);
      for (int i = 0; i < texts.length; i++) {
        texts[i] = read[i];
        newest[i] = read[i] == null ? null : Place.read(in);
      }
    }
  }
}
