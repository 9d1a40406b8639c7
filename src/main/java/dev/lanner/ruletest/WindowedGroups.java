package dev.lanner.ruletest;

import dev.lanner.cql.compile.CompiledQuery.Grouping;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The first aggregate of a rule, by tenant, window and group. Windows are aligned to the epoch;
 * with a slide an event is in several.
 */
final class WindowedGroups {
  private static final Comparator<List<String>> BY_TEXTS =
      (a, b) -> Arrays.compare(a.toArray(String[]::new), b.toArray(String[]::new));

  private final FieldTable fields;
  private final Grouping grouping;
  private final long windowMillis;
  private final long slideMillis;
  private final List<String> envelopeNames;
  private final Map<Window, Map<List<String>, Group>> windows = new TreeMap<>();

  /** A tenant's window; {@code end} is exclusive. */
  record Window(long start, long end, String cid) implements Comparable<Window> {
    private static final Comparator<Window> ORDER =
        Comparator.comparingLong(Window::end).thenComparing(Window::cid);

    @Override
    public int compareTo(Window other) {
      return ORDER.compare(this, other);
    }
  }

  /** One group of a window. */
  record Group(Accumulator state, Envelope envelope) {}

  WindowedGroups(
      FieldTable fields,
      Grouping grouping,
      long windowMillis,
      long slideMillis,
      List<String> envelopeNames) {
    this.fields = fields;
    this.grouping = grouping;
    this.windowMillis = windowMillis;
    this.slideMillis = slideMillis;
    this.envelopeNames = envelopeNames;
  }

  /** Adds a row that an event became; a row without one of the key fields is in no group. */
  void add(Row row, Event event, String cid, long timeMillis, long sensorMillis) {
    String[] key = new String[grouping.keys().length];
    if (!grouping.key(row, key)) {
      return;
    }
    long newest = Math.floorDiv(timeMillis, slideMillis) * slideMillis;
    for (long start = newest; start > timeMillis - windowMillis; start -= slideMillis) {
      Group group =
          windows
              .computeIfAbsent(
                  new Window(start, start + windowMillis, cid), w -> new TreeMap<>(BY_TEXTS))
              .computeIfAbsent(
                  List.of(key),
                  k -> new Group(grouping.create(), new Envelope(fields, envelopeNames)));
      group.state.add(row);
      group.envelope.add(event, sensorMillis);
    }
  }

  /** The windows by end, each with its groups by key. */
  Map<Window, Map<List<String>, Group>> windows() {
    return windows;
  }
}
