package dev.lanner.detect;

import dev.lanner.detect.wire.Pane;
import dev.lanner.detect.wire.Partial;
import dev.lanner.detect.wire.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;

/**
 * The panes under one key by start and group (the key is a hash, which groups may share), and what
 * they take.
 *
 * <p>To write a pane only to see how long it is costs as much as it is long. A pane is measured
 * when it is new and then each time its events pass a power of two, which adds up to twice its last
 * size however many parts it is made of. So what is counted for a pane was measured when it had
 * more than half of its events. That number lies in the pane: what goes away with it is what was
 * counted.
 */
final class Panes {
  static final MapStateDescriptor<Tuple2<Long, String>, Pane> STATE =
      new MapStateDescriptor<>(
          "panes",
          new TupleTypeInfo<>(BasicTypeInfo.LONG_TYPE_INFO, BasicTypeInfo.STRING_TYPE_INFO),
          Types.PANE);

  private final MapState<Tuple2<Long, String>, Pane> panes;
  private final HeldBytes held;
  private final WrittenSize<Pane> paneSize = new WrittenSize<>(Types.PANE.serializer());
  private final WrittenSize<String> groupSize = new WrittenSize<>(StringSerializer.INSTANCE);

  Panes(MapState<Tuple2<Long, String>, Pane> panes, HeldBytes held) {
    this.panes = panes;
    this.held = held;
  }

  /** Start and group of each pane. */
  Iterable<Tuple2<Long, String>> places() throws Exception {
    return panes.keys();
  }

  /** A pane; null if there is none. */
  Pane get(long start, String group) throws Exception {
    return panes.get(Tuple2.of(start, group));
  }

  /** Adds a part, which is used up, to its pane. */
  void add(Partial partial, ActiveRule rule) throws Exception {
    Tuple2<Long, String> place = Tuple2.of(partial.paneStart(), partial.group());
    Pane pane = panes.get(place);
    if (pane == null) {
      pane = partial.pane();
      measure(pane, place, rule.id());
    } else {
      long before = Long.highestOneBit(pane.count());
      pane.merge(partial.pane(), rule.query().grouping().orElseThrow()::create);
      // One of a savepoint that knows no sizes is counted as soon as it grows.
      if (pane.counted() == 0 || Long.highestOneBit(pane.count()) != before) {
        measure(pane, place, rule.id());
      }
    }
    panes.put(place, pane);
  }

  private void measure(Pane pane, Tuple2<Long, String> place, String rule) {
    int size = Long.BYTES + groupSize.of(place.f1) + paneSize.of(pane);
    held.change(rule, size - pane.counted());
    pane.setCounted(size);
  }

  /** Removes a pane if there is one. */
  void remove(long start, String group, String rule) throws Exception {
    Tuple2<Long, String> place = Tuple2.of(start, group);
    Pane pane = panes.get(place);
    if (pane != null) {
      held.change(rule, -pane.counted());
      panes.remove(place);
    }
  }

  /** Removes all panes of a group. */
  void drop(String group, String rule) throws Exception {
    List<Long> starts = new ArrayList<>();
    for (Tuple2<Long, String> place : panes.keys()) {
      if (place.f1.equals(group)) {
        starts.add(place.f0);
      }
    }
    for (long start : starts) {
      remove(start, group, rule);
    }
  }
}
