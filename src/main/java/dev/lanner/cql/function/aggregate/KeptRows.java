package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Bound;
import dev.lanner.cql.run.Columns;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.RowOrder;
import dev.lanner.cql.run.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Keeps whole rows in an order, at most so many: what {@code head}, {@code tail}, {@code sort} and
 * {@code table} do. Rows that the order does not tell apart stand by {@link Place}, then by
 * content, so that which of them are kept does not depend on arrival.
 */
final class KeptRows implements Aggregate, Columns {
  /** The most rows any of them keeps, which is also what {@code limit=max} means. */
  static final int MAX_ROWS = 200_000;

  private final FieldTable fields;
  private final Places places;

  /** What rows are sorted by; null for time alone. */
  private final RowOrder order;

  /** Whether the last by time are kept, not the first; only without an order. */
  private final boolean newest;

  private final int limit;

  /** The fields to keep; null for all. */
  private final int[] projection;

  /** Those and the fields of the order. */
  private final int[] kept;

  /** Whether the limit stands in the query, so that reaching it is no loss. */
  private final boolean written;

  private KeptRows(
      Arguments arguments,
      Places places,
      RowOrder order,
      boolean newest,
      long limit,
      int[] projection,
      int[] kept) {
    if (projection == null) {
      arguments.readsAnything();
    }
    this.fields = arguments.fields();
    this.places = places;
    this.order = order;
    this.newest = newest;
    this.limit = (int) limit;
    this.projection = projection;
    this.kept = kept;
    this.written = arguments.given("limit");
  }

  /** Keeps the first by time. */
  static KeptRows oldest(Arguments arguments, long limit) {
    return new KeptRows(arguments, Places.of(arguments), null, false, limit, null, null);
  }

  /** Keeps the last by time. */
  static KeptRows newest(Arguments arguments, long limit) {
    return new KeptRows(arguments, Places.of(arguments), null, true, limit, null, null);
  }

  /** Keeps the first by an order. */
  static KeptRows sorted(Arguments arguments, List<RowOrder.Key> order, long limit) {
    Places places = Places.stable(arguments);
    return new KeptRows(arguments, places, new RowOrder(order), false, limit, null, null);
  }

  /** Keeps some fields of the first by an order. */
  static KeptRows table(
      Arguments arguments, List<RowOrder.Key> order, long limit, List<String> names) {
    int[] projection = names.stream().distinct().mapToInt(arguments.fields()::intern).toArray();
    IntStream orderedBy = order.stream().mapToInt(RowOrder.Key::field);
    int[] kept = IntStream.concat(IntStream.of(projection), orderedBy).distinct().toArray();
    Places places = Places.stable(arguments);
    return new KeptRows(arguments, places, new RowOrder(order), false, limit, projection, kept);
  }

  @Override
  public List<String> columns() {
    List<String> all = new ArrayList<>();
    if (projection != null) {
      for (int field : projection) {
        all.add(fields.name(field));
      }
    }
    return all;
  }

  @Override
  public List<String> keeps() {
    return List.of(Bound.upTo(limit, "rows"));
  }

  @Override
  public Accumulator create() {
    return new State();
  }

  /** A row with the fields it is shown with and those it is ordered by. */
  private record Kept(Place place, Row row) {}

  private final class State implements Accumulator {
    private final Comparator<Kept> keptFirst =
        newest ? KeptRows.this::compareNewest : KeptRows.this::compare;

    /** The worst on top. */
    private final PriorityQueue<Kept> rows = new PriorityQueue<>(keptFirst.reversed());

    private long seen;
    private boolean cut;

    @Override
    public void add(Row row) {
      Kept candidate = new Kept(places.of(row, seen++), row);
      if (rows.size() >= limit) {
        cut = true;
        if (limit == 0 || keptFirst.compare(candidate, rows.peek()) >= 0) {
          return;
        }
        rows.poll();
      }
      rows.add(new Kept(candidate.place, cutDown(row)));
    }

    @Override
    public void merge(Accumulator other) {
      State state = (State) other;
      for (Kept kept : state.rows) {
        rows.add(new Kept(kept.place.behind(seen), kept.row));
      }
      seen += state.seen;
      cut |= state.cut || rows.size() > limit;
      while (rows.size() > limit) {
        rows.poll();
      }
    }

    @Override
    public void emit(Output out) {
      for (Kept kept : inOrder()) {
        out.emit(project(kept.row));
      }
    }

    @Override
    public boolean partial() {
      return cut && !written;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(seen);
      out.writeBoolean(cut);
      out.writeInt(rows.size());
      for (Kept kept : inOrder()) {
        kept.place.write(out);
        Wire.writeRow(kept.row, out);
      }
    }

    @Override
    public void read(DataInput in) throws IOException {
      rows.clear();
      seen = in.readLong();
      cut = in.readBoolean();
      for (int left = in.readInt(); left > 0; left--) {
        rows.add(new Kept(Place.read(in), Wire.readRow(fields, in)));
      }
    }

    private List<Kept> inOrder() {
      List<Kept> all = new ArrayList<>(rows);
      all.sort(KeptRows.this::compare);
      return all;
    }
  }

  private int compareNewest(Kept a, Kept b) {
    return compare(b, a);
  }

  private int compare(Kept a, Kept b) {
    int result = order == null ? 0 : order.compare(a.row, b.row);
    if (result == 0) {
      result = a.place.compareTo(b.place);
    }
    return result != 0 ? result : content(a.row).compareTo(content(b.row));
  }

  /** What a row shows, as one text; also of a row that is not cut down yet. */
  private String content(Row row) {
    StringBuilder text = new StringBuilder();
    if (projection == null) {
      Map<String, String> sorted = new TreeMap<>();
      row.forEach(sorted::put);
      sorted.forEach((name, value) -> text.append(name).append('\0').append(value).append('\0'));
    } else {
      for (int field : projection) {
        text.append(row.text(field)).append('\0');
      }
    }
    return text.toString();
  }

  private Row cutDown(Row row) {
    return projection == null ? row.copy() : only(row, kept);
  }

  private Row project(Row row) {
    return projection == null ? row.copy() : only(row, projection);
  }

  private Row only(Row row, int[] ids) {
    Row some = new Row(fields).reset(null);
    for (int id : ids) {
      some.set(id, row.text(id));
    }
    return some;
  }
}
