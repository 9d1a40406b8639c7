package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Wire;
import dev.lanner.cql.value.ValueOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One state a span of time and series, as {@code bucket} and {@code timeChart} keep it. Rows come
 * by time, then by series in key order. Of too many series those with the largest numbers are kept.
 * A row without {@code @timestamp} or without a series field is in no bucket.
 */
final class Buckets implements Aggregate, Columns {
  /** The most series a call may ask for; LogScale's limit. */
  static final int MAX_SERIES = 500;

  private static final int MAX_STATES = 1_000_000;

  private final FieldTable fields;
  private final Environment environment;
  private final Places places;
  private final Spans spans;
  private final int bucket;
  private final int[] series;
  private final Aggregate function;
  private final long limit;
  private final boolean showEmpty;

  /**
   * @param series the fields that make a series; none for a single one
   * @param showEmpty whether spans without rows are shown too
   */
  Buckets(Arguments arguments, int[] series, boolean showEmpty) {
    this.fields = arguments.fields();
    this.environment = arguments.environment();
    this.places = Places.of(arguments);
    this.spans = Spans.of(arguments);
    this.bucket = fields.intern("_bucket");
    this.series = series;
    this.function = Bucketed.in(Stats.function(arguments, "function"), spans.millis());
    this.limit = limit(arguments);
    this.showEmpty = showEmpty;
    if (arguments.given("unit")) {
      arguments.warning(
          "unit",
          "ignored-argument",
          "`unit` is not applied: numbers stay as the functions give them",
          "divide in a step of its own");
    }
  }

  private static long limit(Arguments arguments) {
    if (arguments.asRule() && !arguments.given("limit")) {
      return Long.MAX_VALUE;
    }
    long limit = arguments.whole("limit");
    if (limit < 1 || limit > MAX_SERIES) {
      arguments.problem("limit", "bad-argument", "the limit must be from 1 to " + MAX_SERIES, "");
    }
    return limit;
  }

  @Override
  public List<String> columns() {
    if (!(function instanceof Columns known) || known.columns().isEmpty()) {
      return List.of();
    }
    List<String> all = new ArrayList<>();
    all.add(fields.name(bucket));
    for (int field : series) {
      all.add(fields.name(field));
    }
    known.columns().stream().filter(name -> !all.contains(name)).forEach(all::add);
    return all;
  }

  @Override
  public boolean mergeable() {
    return function.mergeable();
  }

  @Override
  public List<String> keeps() {
    return List.of(
        Bound.upTo(MAX_STATES, "states, one a span of time and series, each: ")
            + String.join("; ", function.keeps()));
  }

  @Override
  public Accumulator create() {
    return new State();
  }

  /** A series and its states by the starts of their spans. */
  private record Series(String[] key, TreeMap<Long, Accumulator> states) {}

  private final class State implements Accumulator {
    private final Map<List<String>, Series> all = new HashMap<>();
    private int states;
    private boolean refused;

    @Override
    public void add(Row row) {
      long time = places.time(row);
      String[] key = new String[series.length];
      for (int i = 0; i < key.length; i++) {
        key[i] = row.text(series[i]);
        if (key[i] == null) {
          return;
        }
      }
      if (time == Place.UNTIMED) {
        return;
      }
      Accumulator state = state(key, spans.start(time));
      if (state != null) {
        state.add(row);
      }
    }

    private Accumulator state(String[] key, long start) {
      TreeMap<Long, Accumulator> byStart =
          all.computeIfAbsent(List.of(key), fresh -> new Series(key, new TreeMap<>())).states;
      Accumulator state = byStart.get(start);
      if (state == null) {
        if (states >= MAX_STATES) {
          refused = true;
          return null;
        }
        state = function.create();
        byStart.put(start, state);
        states++;
      }
      return state;
    }

    @Override
    public void merge(Accumulator other) {
      State more = (State) other;
      refused |= more.refused;
      for (Series one : more.all.values()) {
        one.states.forEach(
            (start, state) -> {
              Accumulator mine = state(one.key, start);
              if (mine != null) {
                mine.merge(state);
              }
            });
      }
    }

    @Override
    public void emit(Output out) {
      List<Series> kept = kept();
      if (kept.isEmpty()) {
        return;
      }
      List<Long> starts = starts();
      List<List<Accumulator>> lines = new ArrayList<>();
      for (Series one : kept) {
        List<Accumulator> line = new ArrayList<>();
        for (long start : starts) {
          Accumulator state = one.states.get(start);
          line.add(state != null ? state : function.create());
        }
        lines.add(line);
      }
      for (int i = 0; i < starts.size(); i++) {
        for (int j = 0; j < kept.size(); j++) {
          if (showEmpty || kept.get(j).states.containsKey(starts.get(i))) {
            emit(starts.get(i), kept.get(j).key, lines.get(j).subList(0, i + 1), out);
          }
        }
      }
    }

    /** Emits the last state of a line, which may look back at those before it. */
    private void emit(long start, String[] key, List<Accumulator> line, Output out) {
      Accumulator state = line.get(line.size() - 1);
      if (state instanceof LooksBack later) {
        later.lookBack(line.subList(0, line.size() - 1));
      }
      boolean[] any = new boolean[1];
      state.emit(
          result -> {
            any[0] = true;
            Row row = keyed(start, key);
            result.forEach(row::set);
            out.emit(row);
          });
      if (!any[0] && !(function instanceof Window.Moving)) {
        out.emit(keyed(start, key));
      }
    }

    private Row keyed(long start, String[] key) {
      Row row = new Row(fields).reset(null);
      row.set(bucket, Long.toString(start));
      for (int i = 0; i < key.length; i++) {
        row.set(series[i], key[i]);
      }
      return row;
    }

    /** The series to show, in key order. */
    private List<Series> kept() {
      List<Series> kept = new ArrayList<>(all.values());
      Comparator<Series> byKey = Comparator.comparing(Series::key, ValueOrder::keys);
      if (series.length > 0 && kept.size() > limit) {
        Map<List<String>, Double> weights = new HashMap<>();
        all.forEach((key, one) -> weights.put(key, weight(one)));
        Comparator<Series> byWeight =
            Comparator.comparingDouble(one -> weights.get(List.of(one.key)));
        kept.sort(byWeight.reversed().thenComparing(byKey));
        kept = kept.subList(0, (int) limit);
      }
      kept.sort(byKey);
      return kept;
    }

    private static double weight(Series one) {
      double sum = 0;
      for (Accumulator state : one.states.values()) {
        sum += GroupStates.weight(state);
      }
      return sum;
    }

    /** The starts of all spans to go through: without gaps, if there are not too many. */
    private List<Long> starts() {
      TreeMap<Long, Boolean> seen = new TreeMap<>();
      for (Series one : all.values()) {
        one.states.keySet().forEach(start -> seen.put(start, true));
      }
      long first = seen.firstKey();
      long last = seen.lastKey();
      if (showEmpty && environment.start() > 0 && environment.end() > environment.start()) {
        first = Math.min(first, spans.start(environment.start()));
        last = Math.max(last, spans.start(environment.end() - 1));
      }
      if ((last - first) / spans.millis() > Spans.MAX_BUCKETS) {
        return new ArrayList<>(seen.keySet());
      }
      for (long start = first; start <= last; start = spans.start(start + spans.millis())) {
        seen.put(start, true);
      }
      return new ArrayList<>(seen.keySet());
    }

    @Override
    public boolean partial() {
      if (refused || series.length > 0 && all.size() > limit) {
        return true;
      }
      for (Series one : all.values()) {
        for (Accumulator state : one.states.values()) {
          if (state.partial()) {
            return true;
          }
        }
      }
      return false;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeBoolean(refused);
      out.writeInt(all.size());
      List<Series> sorted = new ArrayList<>(all.values());
      sorted.sort(Comparator.comparing(Series::key, ValueOrder::keys));
      for (Series one : sorted) {
        Wire.writeTexts(one.key, out);
        out.writeInt(one.states.size());
        for (Map.Entry<Long, Accumulator> state : one.states.entrySet()) {
          out.writeLong(state.getKey());
          state.getValue().write(out);
        }
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      all.clear();
      states = 0;
      refused = in.readBoolean();
      for (int left = in.readInt(); left > 0; left--) {
        String[] key = Wire.readTexts(in);
        for (int more = in.readInt(); more > 0; more--) {
          long start = in.readLong();
          Accumulator state = function.create();
          state.read(in);
          all.computeIfAbsent(List.of(key), fresh -> new Series(key, new TreeMap<>()))
              .states
              .put(start, state);
          states++;
        }
      }
    }
  }
}
