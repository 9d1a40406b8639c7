package dev.lanner.cql.function.sequence;

import static dev.lanner.cql.function.Parameter.Type.AGGREGATES;
import static dev.lanner.cql.function.Parameter.Type.DURATION;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.function.aggregate.Place;
import dev.lanner.cql.function.aggregate.Places;
import dev.lanner.cql.function.aggregate.Stats;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cuts events into sessions wherever there is none for longer than {@code maxpause}, and aggregates
 * each; sessions come in time order. Rows without {@code @timestamp} are in none.
 *
 * <pre>
 *   e e  e          e  e e
 *   └────┘ &gt; pause  └────┘
 * </pre>
 *
 * <p>Events may come in any order: one that fills a gap joins the sessions on both its sides.
 */
final class Session implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "session",
          Kind.AGGREGATE,
          Group.SEQUENCE,
          optional("function", AGGREGATES).orUnnamed(),
          optional("maxpause", DURATION, "15m"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    return new Sessions(
        Stats.function(arguments, "function"), Places.of(arguments), arguments.millis("maxpause"));
  }

  private record Sessions(Aggregate function, Places places, long pause)
      implements Aggregate, Columns {
    @Override
    public List<String> columns() {
      return function instanceof Columns known ? known.columns() : List.of();
    }

    @Override
    public boolean mergeable() {
      return function.mergeable();
    }

    @Override
    public List<String> keeps() {
      return List.of(
          Bound.upTo(State.MAX_SESSIONS, "sessions, each: ") + String.join("; ", function.keeps()));
    }

    @Override
    public Accumulator create() {
      return new State(this);
    }
  }

  private static final class Stretch {
    private final long first;
    private final long last;
    private final Accumulator state;

    Stretch(long first, long last, Accumulator state) {
      this.first = first;
      this.last = last;
      this.state = state;
    }
  }

  private static final class State implements Accumulator {
    /** The most sessions kept; further ones are left out and the result is partial. */
    private static final int MAX_SESSIONS = 100_000;

    private final Sessions aggregate;
    private final TreeMap<Long, Stretch> byFirst = new TreeMap<>();
    private boolean refused;

    State(Sessions aggregate) {
      this.aggregate = aggregate;
    }

    @Override
    public void add(Row row) {
      long time = aggregate.places.time(row);
      if (time == Place.UNTIMED) {
        return;
      }
      Stretch known = near(time, time);
      if (known != null && known.first <= time && time <= known.last) {
        known.state.add(row);
        return;
      }
      Accumulator alone = aggregate.function.create();
      alone.add(row);
      insert(new Stretch(time, time, alone));
    }

    @Override
    public void merge(Accumulator other) {
      State state = (State) other;
      refused |= state.refused;
      state.byFirst.values().forEach(this::insert);
    }

    /** The earliest session that is no longer than a pause away from an interval, or null. */
    private Stretch near(long first, long last) {
      Map.Entry<Long, Stretch> before = byFirst.floorEntry(first);
      if (before != null && first - before.getValue().last <= aggregate.pause) {
        return before.getValue();
      }
      Map.Entry<Long, Stretch> after = byFirst.higherEntry(first);
      boolean close = after != null && after.getKey() - last <= aggregate.pause;
      return close ? after.getValue() : null;
    }

    private void insert(Stretch fresh) {
      Stretch joined = fresh;
      Stretch neighbor = near(joined.first, joined.last);
      if (neighbor == null && byFirst.size() >= MAX_SESSIONS) {
        refused = true;
        return;
      }
      while (neighbor != null) {
        byFirst.remove(neighbor.first);
        joined = join(neighbor, joined);
        neighbor = near(joined.first, joined.last);
      }
      byFirst.put(joined.first, joined);
    }

    private static Stretch join(Stretch a, Stretch b) {
      a.state.merge(b.state);
      return new Stretch(Math.min(a.first, b.first), Math.max(a.last, b.last), a.state);
    }

    @Override
    public void emit(Output out) {
      byFirst.values().forEach(stretch -> stretch.state.emit(out));
    }

    @Override
    public boolean partial() {
      return refused || byFirst.values().stream().anyMatch(stretch -> stretch.state.partial());
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeBoolean(refused);
      out.writeInt(byFirst.size());
      for (Stretch stretch : byFirst.values()) {
        out.writeLong(stretch.first);
        out.writeLong(stretch.last);
        stretch.state.write(out);
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      byFirst.clear();
      refused = in.readBoolean();
      for (int left = in.readInt(); left > 0; left--) {
        long first = in.readLong();
        long last = in.readLong();
        Accumulator state = aggregate.function.create();
        state.read(in);
        byFirst.put(first, new Stretch(first, last, state));
      }
    }
  }
}
