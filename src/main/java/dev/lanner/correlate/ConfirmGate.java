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
import java.util.Map;
import java.util.NavigableMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Stands before the pattern: gathers what one key receives in a second, keeps evidence back until
 * there is a candidate it can confirm, and bounds how much of one key the pattern, whose cost is
 * quadratic, gets to see in a horizon.
 *
 * <p>Nearly all evidence waits for a candidate that never comes. It waits here, thinned and small,
 * and goes to the pattern when a candidate of its key is due, and as long as one may still ask for
 * it. What comes late leaves with the next watermark, where the pattern would drop it.
 *
 * <p>Candidates beyond the bound skip confirmation (a detection too many is better than one too
 * few), are marked partial and counted; evidence beyond it is dropped and counted.
 *
 * <p>State: what arrived, by the second: candidates until the watermark passes it, evidence until
 * it is let through or a horizon after its arrival; what was let through and counted in the current
 * horizon, and until when evidence is asked for, until the end of the horizon after. Slots and
 * evidence are counted as state of their rule; and so is what was let through for as long as the
 * pattern, which does not tell what it keeps, may look at it. In a batch the pattern keeps all of a
 * key, as the slots did before.
 */
final class ConfirmGate extends KeyedProcessFunction<String, Tagged, Tagged> implements HoldsState {
  private static final long serialVersionUID = 1;

  /** So many pieces in a second are counted when they are due, so that the bound bounds them. */
  private static final int MANY = 8;

  private final ConfirmSettings settings;

  private transient MapState<Long, Slot> slots;
  private transient HeldEvidence evidence;
  private transient ValueState<Long> period;
  private transient ValueState<Integer> candidates;
  private transient ValueState<Integer> shown;

  /** Until when evidence may be due that a candidate asks for; long ago if none does. */
  private transient ValueState<Long> asked;

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
    evidence = new HeldEvidence(getRuntimeContext());
    period =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("period", BasicTypeInfo.LONG_TYPE_INFO));
    candidates =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("candidates", BasicTypeInfo.INT_TYPE_INFO));
    shown =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("evidence", BasicTypeInfo.INT_TYPE_INFO));
    asked =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("asked", BasicTypeInfo.LONG_TYPE_INFO));
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
    TimerService timers = context.timerService();
    long watermark = timers.currentWatermark();
    long due = Math.max(ConfirmSettings.due(tagged.time()), watermark + 1);
    boolean atOnce = true;
    if (tagged.isEvidence()) {
      HeldEvidence.Added added = evidence.add(due, tagged);
      held.change(tagged.ruleId(), added.bytes());
      // A batch has no watermark, and takes no timers any more when it comes to the first.
      atOnce = watermark == Long.MIN_VALUE || added.pieces() >= MANY || due <= askedUntil();
    } else {
      held.change(tagged.ruleId(), add(due, tagged));
    }
    if (atOnce) {
      timers.registerEventTimeTimer(due);
    }
    timers.registerEventTimeTimer(doneWith(due));
  }

  private long add(long due, Tagged candidate) throws Exception {
    Slot slot = slots.get(due);
    long bytes = size.of(candidate);
    if (slot == null) {
      slot = new Slot();
      bytes += slotBytes(slot);
    }
    slot.add(candidate);
    slots.put(due, slot);
    return bytes;
  }

  /** How much a slot takes, with its place. */
  private long slotBytes(Slot slot) {
    return (long) Long.BYTES + slotSize.of(slot);
  }

  /**
   * When neither the pattern nor a candidate to come looks any more at what was due at {@code due}.
   * Rounded up, by at most a sixteenth of the horizon or a second, so that a key does not have a
   * timer a second.
   */
  private long doneWith(long due) {
    long end = due + settings.horizonMillis() + ConfirmSettings.STEP_MILLIS;
    return (Math.floorDiv(end - 1, stepOfDone()) + 1) * stepOfDone();
  }

  private long stepOfDone() {
    return Math.max(ConfirmSettings.STEP_MILLIS, settings.horizonMillis() / 16);
  }

  private long askedUntil() throws Exception {
    Long until = asked.value();
    if (until != null) {
      return until;
    }
    // A build that gave the pattern all evidence did not note this, but the period.
    return period.value() == null ? Long.MIN_VALUE : endOfNext(period.value());
  }

  /** The end of the horizon after the one with this number. */
  private long endOfNext(long number) {
    return (number + 2) * settings.horizonMillis();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Tagged> out)
      throws Exception {
    String rule = Tagged.ruleId(context.getCurrentKey());
    Slot slot = slots.get(timestamp);
    long bytes = 0;
    if (slot != null || timestamp <= askedUntil()) {
      bytes = release(timestamp, rule, context, out);
    } else if (evidence.dueAt(timestamp) >= MANY) {
      applyBound(evidence.until(timestamp), rule, context);
    }
    if (slot != null) {
      slots.remove(timestamp);
      held.change(rule, -slotBytes(slot));
      bytes += pass(slot, timestamp, context, out);
    }
    if (bytes > 0) {
      Long before = passed.get(doneWith(timestamp));
      passed.put(doneWith(timestamp), before == null ? bytes : before + bytes);
      // It is set already, but for slots of an earlier build; a batch would not hear of it here.
      context.timerService().registerEventTimeTimer(doneWith(timestamp));
      held.change(rule, bytes);
    }
    if (timestamp % stepOfDone() == 0) {
      letGo(timestamp, rule, context);
    }
    Long current = period.value();
    if (current != null && timestamp >= endOfNext(current)) {
      period.clear();
      candidates.clear();
      shown.clear();
      asked.clear();
    }
  }

  /** Gives the pattern what is due of the evidence; how many bytes that is. */
  private long release(long now, String rule, OnTimerContext context, Collector<Tagged> out)
      throws Exception {
    NavigableMap<Long, EvidenceSlot> due = evidence.until(now);
    applyBound(due, rule, context);
    long bytes = 0;
    for (Map.Entry<Long, EvidenceSlot> entry : due.entrySet()) {
      for (Tagged piece : entry.getValue().tagged(context.getCurrentKey())) {
        bytes += size.of(piece);
        out.collect(piece);
      }
      held.change(rule, evidence.remove(entry.getKey(), entry.getValue()));
    }
    return bytes;
  }

  /** Drops what is beyond the bound of its period, and counts it. */
  private void applyBound(NavigableMap<Long, EvidenceSlot> due, String rule, OnTimerContext context)
      throws Exception {
    for (Map.Entry<Long, EvidenceSlot> entry : due.entrySet()) {
      EvidenceSlot second = entry.getValue();
      if (second.isCounted()) {
        continue;
      }
      startPeriod(entry.getKey(), context);
      long before = second.bytes();
      int dropped = second.keep(settings.cap() - shown.value());
      shown.update(shown.value() + second.size());
      held.change(rule, evidence.changed(entry.getKey(), second, before));
      count(rule, Counters.EVIDENCE_DROPPED, dropped, context);
    }
  }

  /**
   * Forgets evidence that no candidate can ask for any more, and what the pattern has done with.
   */
  private void letGo(long now, String rule, OnTimerContext context) throws Exception {
    NavigableMap<Long, EvidenceSlot> due = evidence.until(now);
    int uncounted = 0;
    for (EvidenceSlot second : due.values()) {
      uncounted += second.isCounted() ? 0 : second.size();
    }
    // Of each period that any of it is let go of, all is here: the bound was not reached, or it is.
    int before = shown.value() == null ? 0 : shown.value();
    if (uncounted + before > settings.cap()) {
      applyBound(due, rule, context);
    }
    long last = now - settings.horizonMillis() - ConfirmSettings.STEP_MILLIS;
    for (Map.Entry<Long, EvidenceSlot> entry : due.headMap(last, true).entrySet()) {
      held.change(rule, evidence.remove(entry.getKey(), entry.getValue()));
    }
    Long done = passed.get(now);
    if (done != null) {
      passed.remove(now);
      held.change(rule, -done);
    }
  }

  private void startPeriod(long due, OnTimerContext context) throws Exception {
    long number = Math.floorDiv(due, settings.horizonMillis());
    if (period.value() == null || period.value() != number) {
      asked.update(askedUntil());
      period.update(number);
      candidates.update(0);
      shown.update(0);
      context.timerService().registerEventTimeTimer(endOfNext(number));
    }
  }

  /** Lets through what the bound allows of the candidates; how many bytes that is. */
  private long pass(Slot slot, long now, OnTimerContext context, Collector<Tagged> out)
      throws Exception {
    startPeriod(now, context);
    long until = now + settings.horizonMillis();
    asked.update(Math.max(askedUntil(), until));
    for (long due : evidence.dueBetween(now, until)) {
      context.timerService().registerEventTimeTimer(due);
    }
    long bytes = 0;
    for (Tagged tagged : slot.records()) {
      ValueState<Integer> count = tagged.isEvidence() ? shown : candidates;
      boolean allowed = count.value() < settings.cap();
      if (allowed) {
        count.update(count.value() + 1);
        bytes += size.of(tagged);
        out.collect(tagged);
      }
      tell(tagged, allowed, context);
    }
    return bytes;
  }

  private static void tell(Tagged tagged, boolean allowed, OnTimerContext context) {
    if (!tagged.isEvidence()) {
      Verdict.Kind kind = allowed ? Verdict.Kind.WAITING : Verdict.Kind.UNCHECKED;
      context.output(Outputs.VERDICTS, new Verdict(tagged, kind));
    }
    if (!allowed) {
      String what = tagged.isEvidence() ? Counters.EVIDENCE_DROPPED : Counters.UNCHECKED;
      count(tagged.ruleId(), what, 1, context);
    }
  }

  private static void count(String ruleId, String what, long number, OnTimerContext context) {
    if (number > 0) {
      context.output(Outputs.COUNTS, Count.add(Counters.ofRule(ruleId, what), number));
    }
  }
}
