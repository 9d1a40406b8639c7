package dev.lanner.cql.compile;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The newest rows by {@code @timestamp}; of equally new ones those that came last. Rows without it
 * count as the oldest.
 */
final class Newest {
  private static final Comparator<Kept> OLDEST_FIRST =
      Comparator.comparingDouble((Kept kept) -> kept.time).thenComparingLong(kept -> kept.place);

  private record Kept(double time, long place, Row row) {}

  private final int timestamp;
  private final int most;
  private final PriorityQueue<Kept> kept = new PriorityQueue<>(OLDEST_FIRST);
  private long places;

  Newest(FieldTable fields, int most) {
    this.timestamp = fields.intern("@timestamp");
    this.most = most;
  }

  void add(Row row) {
    Value value = Value.of(row.text(timestamp));
    double time = value != null && value.isNumber() ? value.asDouble() : Double.NEGATIVE_INFINITY;
    long place = places++;
    if (kept.size() == most) {
      if (time < kept.peek().time) {
        return;
      }
      kept.poll();
    }
    kept.add(new Kept(time, place, row.copy()));
  }

  /** How many rows there were. */
  long seen() {
    return places;
  }

  List<Row> oldestFirst() {
    List<Kept> ordered = new ArrayList<>(kept);
    ordered.sort(OLDEST_FIRST);
    return ordered.stream().map(Kept::row).toList();
  }
}
