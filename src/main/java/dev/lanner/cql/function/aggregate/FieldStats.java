package dev.lanner.cql.function.aggregate;

import static dev.lanner.cql.function.Parameter.Type.WHOLE;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code fieldstats} and {@code fieldset}: the fields that rows have, by name; the former with how
 * many rows of each {@code #type} have them and how many different texts there are. At most {@value
 * #MAX_FIELDS}, and partial beyond.
 */
final class FieldStats implements CqlFunction {
  private static final int MAX_FIELDS = 10_000;

  private final FunctionSpec spec;
  private final boolean counts;

  private FieldStats(FunctionSpec spec, boolean counts) {
    this.spec = spec;
    this.counts = counts;
  }

  static FieldStats names() {
    return new FieldStats(spec("fieldset"), false);
  }

  static FieldStats counts() {
    return new FieldStats(spec("fieldstats", optional("limit", WHOLE, "200")), true);
  }

  private static FunctionSpec spec(String name, Parameter... parameters) {
    return FunctionSpec.exact(name, Kind.AGGREGATE, Group.EVENT, parameters)
        .approximate("which fields LogScale lists is not documented; here, all that a row has");
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    arguments.readsAnything();
    FieldTable fields = arguments.fields();
    int type = fields.intern("#type");
    long limit = counts ? arguments.whole("limit") : MAX_FIELDS;
    if (limit < 1 || limit > MAX_FIELDS) {
      arguments.problem("limit", "bad-argument", "the limit must be from 1 to " + MAX_FIELDS, "");
    }
    return new Stats(fields, counts ? type : -1, limit);
  }

  private record Stats(FieldTable fields, int type, long limit) implements Aggregate {
    @Override
    public Accumulator create() {
      return new State(fields, type, limit);
    }

    @Override
    public List<String> keeps() {
      return List.of(Bound.upTo(MAX_FIELDS, "names of fields, each a count and distinct values"));
    }
  }

  private static final class Stat {
    private final DistinctValues values = new DistinctValues(-1);
    private long count;
  }

  private static final class State implements Accumulator {
    private final FieldTable fields;
    private final int type;
    private final long limit;
    private final TreeMap<List<String>, Stat> byName = new TreeMap<>((a, b) -> compare(a, b));
    private boolean cut;

    /**
     * @param type the field that rows are told apart by, or -1 for the names alone
     */
    State(FieldTable fields, int type, long limit) {
      this.fields = fields;
      this.type = type;
      this.limit = limit;
    }

    private static int compare(List<String> a, List<String> b) {
      int order = a.get(0).compareTo(b.get(0));
      return order != 0 ? order : a.get(1).compareTo(b.get(1));
    }

    @Override
    public void add(Row row) {
      String text = type < 0 ? null : row.text(type);
      String of = text == null ? "" : text;
      row.forEach(
          (name, value) -> {
            Stat stat = stat(List.of(name, of));
            stat.count++;
            if (type >= 0) {
              stat.values.add(value);
            }
          });
      trim();
    }

    private Stat stat(List<String> key) {
      return byName.computeIfAbsent(key, fresh -> new Stat());
    }

    private void trim() {
      while (byName.size() > MAX_FIELDS) {
        byName.pollLastEntry();
        cut = true;
      }
    }

    @Override
    public void merge(Accumulator other) {
      State state = (State) other;
      state.byName.forEach(
          (key, stat) -> {
            Stat mine = stat(key);
            mine.count += stat.count;
            mine.values.merge(stat.values);
          });
      cut |= state.cut;
      trim();
    }

    @Override
    public void emit(Output out) {
      long left = limit;
      for (Map.Entry<List<String>, Stat> entry : byName.entrySet()) {
        if (left-- == 0) {
          return;
        }
        Row row = new Row(fields).reset(null);
        if (type >= 0 && !entry.getKey().get(1).isEmpty()) {
          row.set(type, entry.getKey().get(1));
        }
        row.set("field", entry.getKey().get(0));
        if (type >= 0) {
          row.set("_count", Long.toString(entry.getValue().count));
          row.set("distinct", entry.getValue().values.result().text());
        }
        out.emit(row);
      }
    }

    @Override
    public boolean partial() {
      return cut || byName.size() > limit;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeBoolean(cut);
      out.writeInt(byName.size());
      for (Map.Entry<List<String>, Stat> entry : byName.entrySet()) {
        Wire.writeTexts(entry.getKey().toArray(String[]::new), out);
        out.writeLong(entry.getValue().count);
        entry.getValue().values.write(out);
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      byName.clear();
      cut = in.readBoolean();
      for (int left = in.readInt(); left > 0; left--) {
        Stat stat = stat(List.of(Wire.readTexts(in)));
        stat.count = in.readLong();
        stat.values.read(in);
      }
    }
  }
}
