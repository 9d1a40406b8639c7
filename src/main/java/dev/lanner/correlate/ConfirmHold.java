package dev.lanner.correlate;

import dev.lanner.detect.HeldBytes;
import dev.lanner.detect.HoldsState;
import dev.lanner.detect.wire.Keys;
import dev.lanner.detect.wire.Tagged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps evidence back in a stream until a candidate asks for it; what a screen does in a batch.
 *
 * <p>Nearly all evidence waits for a candidate that never comes. It waits here, small, many keys
 * together under one ({@link #group}): the text of a key is ten times as long as what is to be
 * known of a piece. A candidate brings the text along, with which its evidence then goes on; and
 * from then on for a horizon what comes for its key goes on at once. Keys are told apart by a hash:
 * where two should ever have the same, a verdict of one may lean on evidence of the other.
 *
 * <p>State: evidence by when it is over, until a horizon has passed since its arrival, or since the
 * watermark it was late for; until when the candidates of a key ask; both counted as state of their
 * rule. What a savepoint of a build without this operator holds of candidates is not known here, so
 * that after such a one everything goes on until none of them can ask any more.
 */
final class ConfirmHold extends KeyedProcessFunction<String, Tagged, Tagged>
    implements CheckpointedFunction, HoldsState {
  private static final long serialVersionUID = 1;

  /** How many parts of a horizon end one by one. */
  private static final int PARTS = 64;

  /** How many groups the keys of a clause are spread over, as a power of two. */
  private static final int GROUP_BITS = 8;

  /** Tenant, rule, logic, clause: what follows the values in a key. */
  private static final int PLACE_PARTS = 4;

  /** Of a mark: two numbers. */
  private static final long MARK_BYTES = 2L * Long.BYTES;

  private static final ListStateDescriptor<Long> PASS_ALL =
      new ListStateDescriptor<>("passAllUntil", BasicTypeInfo.LONG_TYPE_INFO);

  private final ConfirmSettings settings;

  /** By when it is over. */
  private transient MapState<Long, HeldEvidence> evidence;

  /** By the hash of the key, until when evidence may be due that a candidate asks for. */
  private transient MapState<Long, Long> asked;

  private transient ListState<Long> passAllState;
  private transient long passAllUntil;
  private transient HeldBytes held;

  ConfirmHold(ConfirmSettings settings) {
    this.settings = settings;
  }

  /** The key under which a record is kept here with others of its tenant, rule and clause. */
  static KeySelector<Tagged, String> group() {
    return tagged -> {
      String key = tagged.key();
      long bucket = Keys.hash(key) >>> Long.SIZE - GROUP_BITS;
      return Keys.join(Long.toString(bucket)) + Keys.last(key, PLACE_PARTS);
    };
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    passAllState = context.getOperatorStateStore().getUnionListState(PASS_ALL);
    passAllUntil = Long.MIN_VALUE;
    if (context.isRestored()) {
      boolean wasHere = false;
      for (long until : passAllState.get()) {
        wasHere = true;
        passAllUntil = Math.max(passAllUntil, until);
      }
      passAllUntil = wasHere ? passAllUntil : Long.MAX_VALUE;
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    passAllState.update(List.of(passAllUntil));
  }

  @Override
  public void open(OpenContext context) {
    evidence =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "evidence", BasicTypeInfo.LONG_TYPE_INFO, HeldEvidence.TYPE));
    asked =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "asked", BasicTypeInfo.LONG_TYPE_INFO, BasicTypeInfo.LONG_TYPE_INFO));
    held = new HeldBytes();
  }

  @Override
  public HeldBytes held() {
    return held;
  }

  @Override
  public void processElement(Tagged tagged, Context context, Collector<Tagged> out)
      throws Exception {
    TimerService timers = context.timerService();
    long watermark = timers.currentWatermark();
    if (passAllUntil == Long.MAX_VALUE && watermark != Long.MIN_VALUE) {
      // Candidates of the build before may have been ahead of the watermark, too.
      passAllUntil = watermark + 2 * settings.horizonMillis();
    }
    // What is late counts from now on, as it does behind this.
    long due = Math.max(ConfirmSettings.due(tagged.time()), watermark + 1);
    long hash = Keys.hash(tagged.key());
    if (!tagged.isEvidence()) {
      release(tagged, hash, out);
      ask(hash, due, tagged);
      timers.registerEventTimeTimer(endOf(due));
      out.collect(tagged);
    } else if (due <= passAllUntil || isAsked(hash, due)) {
      out.collect(tagged);
    } else {
      hold(tagged, hash, endOf(due));
      timers.registerEventTimeTimer(endOf(due));
    }
  }

  /** When no candidate looks any more at what was due at {@code due}. */
  private long endOf(long due) {
    return settings.over(due, PARTS);
  }

  private boolean isAsked(long hash, long due) throws Exception {
    Long until = asked.get(hash);
    return until != null && due <= until;
  }

  private void ask(long hash, long due, Tagged candidate) throws Exception {
    Long before = asked.get(hash);
    long until = due + settings.horizonMillis();
    if (before == null || until > before) {
      asked.put(hash, until);
    }
    held.change(candidate.ruleId(), before == null ? MARK_BYTES : 0);
  }

  private void hold(Tagged piece, long hash, long end) throws Exception {
    HeldEvidence part = evidence.get(end);
    boolean isNew = part == null;
    if (isNew) {
      part = new HeldEvidence();
    }
    part.add(hash, piece.sensorTime(), second(piece.time()));
    evidence.put(end, part);
    held.change(piece.ruleId(), bytes(1, isNew));
  }

  private static long second(long millis) {
    return Math.floorDiv(millis, ConfirmSettings.STEP_MILLIS);
  }

  /** How much pieces take, and the part they are in if that comes or goes with them. */
  private static long bytes(int pieces, boolean withPart) {
    return (long) HeldEvidence.PIECE_BYTES * pieces + (withPart ? Long.BYTES + Integer.BYTES : 0);
  }

  /** Sends on what a candidate may be confirmed by, thinned. */
  private void release(Tagged candidate, long hash, Collector<Tagged> out) throws Exception {
    Slot slot = new Slot();
    long second = second(candidate.time());
    long horizon = settings.horizonMillis() / ConfirmSettings.STEP_MILLIS;
    List<Map.Entry<Long, HeldEvidence>> changed = new ArrayList<>();
    for (Map.Entry<Long, HeldEvidence> part : evidence.entries()) {
      int taken =
          part.getValue()
              .take(
                  hash,
                  second - horizon,
                  second + horizon,
                  (sensor, arrived) ->
                      slot.add(
                          Tagged.evidence(
                              candidate.key(),
                              arrived * ConfirmSettings.STEP_MILLIS,
                              sensor,
                              candidate.withinMillis())));
      if (taken > 0) {
        changed.add(Map.entry(part.getKey(), part.getValue()));
        held.change(candidate.ruleId(), -bytes(taken, part.getValue().size() == 0));
      }
    }
    for (Map.Entry<Long, HeldEvidence> part : changed) {
      if (part.getValue().size() == 0) {
        evidence.remove(part.getKey());
      } else {
        evidence.put(part.getKey(), part.getValue());
      }
    }
    slot.evidence().forEach(out::collect);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Tagged> out)
      throws Exception {
    String rule = Tagged.ruleId(context.getCurrentKey());
    HeldEvidence over = evidence.get(timestamp);
    if (over != null) {
      evidence.remove(timestamp);
      held.change(rule, -bytes(over.size(), true));
    }
    List<Long> done = new ArrayList<>();
    for (Map.Entry<Long, Long> mark : asked.entries()) {
      if (mark.getValue() < timestamp) {
        done.add(mark.getKey());
      }
    }
    for (Long hash : done) {
      asked.remove(hash);
      held.change(rule, -MARK_BYTES);
    }
  }
}
