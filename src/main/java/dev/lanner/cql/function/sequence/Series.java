package dev.lanner.cql.function.sequence;

import static dev.lanner.cql.function.Parameter.Type.DURATION;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.PIPELINE;
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
import dev.lanner.cql.function.aggregate.Place;
import dev.lanner.cql.function.aggregate.Places;
import dev.lanner.cql.node.Filters;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The texts of some fields in time order, repetitions kept, joined to one row: {@code @timestamp}
 * of its first event, {@code _duration} in milliseconds, the fields.
 *
 * <p>A series ends where there is no event for longer than {@code maxpause}, where it would become
 * longer than {@code maxduration}, and behind an event that meets {@code endmatch}. With {@code
 * startmatch}, it begins at an event that meets that, and events in no series are left out. Rows
 * without {@code @timestamp}, and rows that have none of the fields and meet no condition, do not
 * count. Keeps the first {@value #MAX_EVENTS} events and is partial beyond; {@code memlimit}
 * changes nothing.
 */
final class Series implements CqlFunction {
  private static final int MAX_EVENTS = 10_000;

  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "series",
          Kind.AGGREGATE,
          Group.SEQUENCE,
          required("collect", FIELDS).orUnnamed(),
          optional("separator", TEXT, "\n"),
          optional("maxpause", DURATION),
          optional("maxduration", DURATION),
          optional("startmatch", PIPELINE),
          optional("endmatch", PIPELINE),
          optional("memlimit", TEXT));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    FieldTable fields = arguments.fields();
    return new Collected(
        fields,
        Places.of(arguments),
        arguments.texts("collect"),
        arguments.fieldIds("collect"),
        fields.intern("@timestamp"),
        fields.intern("_duration"),
        arguments.text("separator"),
        arguments.given("maxpause") ? arguments.millis("maxpause") : Long.MAX_VALUE,
        arguments.given("maxduration") ? arguments.millis("maxduration") : Long.MAX_VALUE,
        condition(arguments, "startmatch"),
        condition(arguments, "endmatch"));
  }

  private static Filter condition(Arguments arguments, String parameter) {
    return arguments.given(parameter) ? Filters.emits(arguments.transform(parameter)) : null;
  }

  /** What a call asks for; {@code start} and {@code end} are null if it does not. */
  private record Collected(
      FieldTable fields,
      Places places,
      List<String> names,
      int[] ids,
      int timestamp,
      int duration,
      String separator,
      long pause,
      long maxDuration,
      Filter start,
      Filter end)
      implements Aggregate, Columns {
    @Override
    public List<String> columns() {
      List<String> all = new ArrayList<>(List.of("@timestamp", "_duration"));
      all.addAll(names);
      return all;
    }

    @Override
    public List<String> keeps() {
      return List.of(Bound.upTo(MAX_EVENTS, "events"));
    }

    @Override
    public Accumulator create() {
      return new State(this);
    }
  }

  /**
   * One event: its place, its texts, the conditions it meets, and how many alike came before it.
   */
  private record Point(Place place, String[] texts, boolean starts, boolean ends, long copy) {
    private static final Comparator<Point> ALIKE =
        Comparator.comparing(Point::place)
            .thenComparing(Point::texts, Arrays::compare)
            .thenComparing(Point::starts)
            .thenComparing(Point::ends);

    private static final Comparator<Point> ORDER = ALIKE.thenComparing(Point::copy);

    Point withCopy(long number) {
      return new Point(place, texts, starts, ends, number);
    }
  }

  private static final class State implements Accumulator {
    private final Collected aggregate;
    private final TreeSet<Point> points = new TreeSet<>(Point.ORDER);
    private long seen;
    private boolean cut;

    State(Collected aggregate) {
      this.aggregate = aggregate;
    }

    @Override
    public void add(Row row) {
      long sequence = seen++;
      if (aggregate.places.time(row) == Place.UNTIMED) {
        return;
      }
      boolean starts = aggregate.start != null && aggregate.start.test(row);
      boolean ends = aggregate.end != null && aggregate.end.test(row);
      boolean counts = starts || ends;
      String[] texts = new String[aggregate.ids.length];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = row.text(aggregate.ids[i]);
        counts |= texts[i] != null;
      }
      if (counts) {
        insert(new Point(aggregate.places.of(row, sequence), texts, starts, ends, 0));
      }
    }

    @Override
    public void merge(Accumulator other) {
      State state = (State) other;
      state.points.forEach(this::insert);
      seen += state.seen;
      cut |= state.cut;
    }

    /** Events that are alike in all that counts are kept apart by a number. */
    private void insert(Point point) {
      Point last = points.floor(point.withCopy(Long.MAX_VALUE));
      boolean another = last != null && Point.ALIKE.compare(last, point) == 0;
      points.add(point.withCopy(another ? last.copy + 1 : 0));
      if (points.size() > MAX_EVENTS) {
        points.pollLast();
        cut = true;
      }
    }

    @Override
    public void emit(Output out) {
      List<Point> current = new ArrayList<>();
      for (Point point : points) {
        if (!current.isEmpty() && breaks(current, point)) {
          emit(current, out);
          current.clear();
        }
        if (!current.isEmpty() || aggregate.start == null || point.starts) {
          current.add(point);
          if (point.ends) {
            emit(current, out);
            current.clear();
          }
        }
      }
      if (!current.isEmpty()) {
        emit(current, out);
      }
    }

    private boolean breaks(List<Point> current, Point next) {
      long time = next.place.time();
      return next.starts
          || time - current.get(current.size() - 1).place.time() > aggregate.pause
          || time - current.get(0).place.time() > aggregate.maxDuration;
    }

    private void emit(List<Point> series, Output out) {
      long first = series.get(0).place.time();
      long last = series.get(series.size() - 1).place.time();
      Row row = new Row(aggregate.fields).reset(null);
      row.set(aggregate.timestamp, Long.toString(first));
      row.set(aggregate.duration, Long.toString(last - first));
      for (int i = 0; i < aggregate.ids.length; i++) {
        List<String> texts = new ArrayList<>();
        for (Point point : series) {
          if (point.texts[i] != null) {
            texts.add(point.texts[i]);
          }
        }
        if (!texts.isEmpty()) {
          row.set(aggregate.ids[i], String.join(aggregate.separator, texts));
        }
      }
      out.emit(row);
    }

    @Override
    public boolean partial() {
      return cut;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(seen);
      out.writeBoolean(cut);
      out.writeInt(points.size());
      for (Point point : points) {
        point.place.write(out);
        Wire.writeTexts(point.texts, out);
        out.writeBoolean(point.starts);
        out.writeBoolean(point.ends);
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      points.clear();
      seen = in.readLong();
      boolean wasCut = in.readBoolean();
      for (int left = in.readInt(); left > 0; left--) {
        Place place = Place.read(in);
        String[] texts = Wire.readTexts(in);
        insert(new Point(place, texts, in.readBoolean(), in.readBoolean(), 0));
      }
      cut = wasCut;
    }
  }
}
