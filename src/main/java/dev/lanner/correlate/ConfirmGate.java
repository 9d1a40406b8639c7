package dev.lanner.correlate;

import dev.lanner.detect.Counters;
import dev.lanner.detect.HeldBytes;
import dev.lanner.detect.HoldsState;
import dev.lanner.detect.Outputs;
import dev.lanner.detect.WrittenSize;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Tagged;
import dev.lanner.detect.wire.Types;
import dev.lanner.detect.wire.Verdict;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Stands before the pattern: gathers what one key receives in a second, thins the evidence, and
 * bounds how much of one key the pattern, whose cost is quadratic, gets to see in a horizon.
 *
 * <p>Candidates beyond the bound skip confirmation (a detection too many is better than one too
 * few), are marked partial and counted; evidence beyond it is dropped and counted. What comes late
 * leaves with the next watermark, where the pattern would drop it.
 *
 * <p>State: what arrived, by the second, until the watermark passes it; how much was let through in
 * the current horizon, until a horizon after its last record. Slots are counted as state of their
 * rule; and so is what was let through for as long as the pattern, which does not tell what it
 * keeps, may look at it. In a batch the pattern keeps all of a key, as the slots did before.
 */
final class ConfirmGate extends KeyedProcessFunction<String, Tagged, Tagged> implements HoldsState {
  private static final long serialVersionUID = 1;

  /** How many parts of a horizon end one by one. */
  private static final int PARTS = 16;

  private final ConfirmSettings settings;

  private transient MapState<Long, Slot> slots;
  private transient ValueState<Long> period;
  private transient ValueState<Integer> candidates;
  private transient ValueState<Integer> evidence;

  /** How many bytes were let through, by when the pattern has done with them. */
  private transient MapState<Long, Long> passed;

  private transient HeldBytes held;
  private transient WrittenSize<Tagged> size;
  private transient WrittenSize<Slot> slotSize;

  ConfirmGate(ConfirmSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    slots =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("slots", BasicTypeInfo.LONG_TYPE_INFO, Slot.TYPE));
    period =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("period", BasicTypeInfo.LONG_TYPE_INFO));
    candidates =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("candidates", BasicTypeInfo.INT_TYPE_INFO));
    evidence =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("evidence", BasicTypeInfo.INT_TYPE_INFO));
    passed =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "passed", BasicTypeInfo.LONG_TYPE_INFO, BasicTypeInfo.LONG_TYPE_INFO));
    held = new HeldBytes();
    size = new WrittenSize<>(Types.TAGGED.serializer());
    slotSize = new WrittenSize<>(Slot.TYPE.serializer());
  }

  @Override
  public HeldBytes held() {
    return held;
  }

  @Override
  public void processElement(Tagged tagged, Context context, Collector<Tagged> out)
      throws Exception {
    long due =
        Math.max(ConfirmSettings.due(tagged.time()), context.timerService().currentWatermark() + 1);
    Slot slot = slots.get(due);
    long bytes = 0;
    if (slot == null) {
      slot = new Slot();
      bytes = slotBytes(slot);
    }
    bytes += slot.add(tagged, size);
    held.change(tagged.ruleId(), bytes);
    slots.put(due, slot);
    context.timerService().registerEventTimeTimer(due);
    context.timerService().registerEventTimeTimer(endOfNext(due));
    context.timerService().registerEventTimeTimer(doneWith(due));
  }

  /** How much a slot takes, with its place. */
  private long slotBytes(Slot slot) {
    return (long) Long.BYTES + slotSize.of(slot);
  }

  /** When the pattern does not look any more at what it got at {@code due}. */
  private long doneWith(long due) {
    return settings.over(due, PARTS);
  }

  /** The end of the horizon after the one that {@code due} lies in. */
  private long endOfNext(long due) {
    return (Math.floorDiv(due, settings.horizonMillis()) + 2) * settings.horizonMillis();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Tagged> out)
      throws Exception {
    Slot slot = slots.get(timestamp);
    if (slot != null) {
      slots.remove(timestamp);
      String rule = ruleId(context);
      held.change(rule, -slotBytes(slot));
      startPeriod(Math.floorDiv(timestamp, settings.horizonMillis()));
      long bytes = pass(slot, context, out);
      Long before = passed.get(doneWith(timestamp));
      passed.put(doneWith(timestamp), before == null ? bytes : before + bytes);
      // It is set already, but for slots of an earlier build; a batch would not hear of it here.
      context.timerService().registerEventTimeTimer(doneWith(timestamp));
      held.change(rule, bytes);
    }
    Long done = passed.get(timestamp);
    if (done != null) {
      passed.remove(timestamp);
      held.change(ruleId(context), -done);
    }
    Long current = period.value();
    if (current != null && timestamp >= (current + 2) * settings.horizonMillis()) {
      period.clear();
      candidates.clear();
      evidence.clear();
    }
  }

  private void startPeriod(long number) throws Exception {
    if (period.value() == null || period.value() != number) {
      period.update(number);
      candidates.update(0);
      evidence.update(0);
    }
  }

  /** The rule of {@link Tagged#key}. */
  private static String ruleId(OnTimerContext context) {
    return Tagged.ruleId(context.getCurrentKey());
  }

  /** Lets through what the bounds allow; how many bytes that is. */
  private long pass(Slot slot, OnTimerContext context, Collector<Tagged> out) throws Exception {
    long bytes = 0;
    int waiting = candidates.value();
    for (Tagged candidate : slot.candidates()) {
      if (waiting < settings.cap()) {
        waiting++;
        bytes += size.of(candidate);
        context.output(Outputs.VERDICTS, new Verdict(candidate, Verdict.Kind.WAITING));
        out.collect(candidate);
      } else {
        context.output(Outputs.VERDICTS, new Verdict(candidate, Verdict.Kind.UNCHECKED));
        count(candidate.candidate().rule().id(), Counters.UNCHECKED, context);
      }
    }
    candidates.update(waiting);
    int shown = evidence.value();
    for (Tagged piece : slot.evidence()) {
      if (shown < settings.cap()) {
        shown++;
        bytes += size.of(piece);
        out.collect(piece);
      } else {
        count(piece.ruleId(), Counters.EVIDENCE_DROPPED, context);
      }
    }
    evidence.update(shown);
    return bytes;
  }

  private static void count(String ruleId, String what, OnTimerContext context) {
    context.output(Outputs.COUNTS, Count.add(Counters.ofRule(ruleId, what), 1));
  }
}
