package dev.lanner.detect;

import dev.lanner.detect.wire.Identities;
import dev.lanner.detect.wire.Types;
import dev.lanner.events.decode.EventIdentity;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.TimerService;

/**
 * Which events of the current key were there before: their identities, by stretches of time that
 * are forgotten together. Equal identities have equal times, so that one is only sought in its own
 * stretch.
 *
 * <p>A state backend that keeps state on disk writes a value as a whole, so that a table of all of
 * a busy stretch would be written again for each of its events. So the first few of a stretch lie
 * together, which is all most hosts ever have, and what comes behind them is spread by hash.
 */
final class SeenEvents {
  private static final long STRETCH_MILLIS = 60_000;

  private static final int FEW = 64;
  private static final int BUCKET_BITS = 6;
  private static final int BUCKETS = 1 << BUCKET_BITS;

  private final MapState<Long, Identities> first;

  /** By stretch and, in the lowest bits, by hash. */
  private final MapState<Long, Identities> more;

  private final long horizonMillis;

  SeenEvents(RuntimeContext context, long horizonMillis) {
    first = context.getMapState(descriptor("seen"));
    more = context.getMapState(descriptor("seenMore"));
    this.horizonMillis = horizonMillis;
  }

  private static MapStateDescriptor<Long, Identities> descriptor(String name) {
    return new MapStateDescriptor<>(name, BasicTypeInfo.LONG_TYPE_INFO, Types.IDENTITIES);
  }

  /** Notes an event; false if it was noted before. */
  boolean add(EventIdentity identity, long time, TimerService timers) throws Exception {
    long stretch = Math.floorDiv(time, STRETCH_MILLIS);
    Identities few = first.get(stretch);
    if (few == null) {
      few = new Identities();
      timers.registerEventTimeTimer(endOf(stretch));
    }
    if (few.size() < FEW) {
      return add(identity, few, first, stretch);
    }
    if (few.contains(identity)) {
      return false;
    }
    long place = place(stretch, (int) identity.high() & BUCKETS - 1);
    Identities others = more.get(place);
    return add(identity, others == null ? new Identities() : others, more, place);
  }

  private static boolean add(
      EventIdentity identity, Identities to, MapState<Long, Identities> state, long place)
      throws Exception {
    boolean isNew = to.add(identity);
    if (isNew) {
      state.put(place, to);
    }
    return isNew;
  }

  private static long place(long stretch, int bucket) {
    return stretch << BUCKET_BITS | bucket;
  }

  private long endOf(long stretch) {
    long end = (stretch + 1) * STRETCH_MILLIS;
    return end > Long.MAX_VALUE - horizonMillis ? Long.MAX_VALUE : end + horizonMillis;
  }

  /** Forgets the stretch whose time is over at {@code timestamp}, if there is one. */
  void forget(long timestamp) throws Exception {
    if (Math.floorMod(timestamp - horizonMillis, STRETCH_MILLIS) != 0) {
      return;
    }
    long stretch = Math.floorDiv(timestamp - horizonMillis, STRETCH_MILLIS) - 1;
    Identities few = first.get(stretch);
    if (few != null) {
      first.remove(stretch);
      for (int i = 0; i < BUCKETS && few.size() >= FEW; i++) {
        more.remove(place(stretch, i));
      }
    }
  }
}
