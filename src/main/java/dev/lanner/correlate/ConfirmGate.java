package dev.lanner.correlate;

import dev.lanner.detect.Counters;
import dev.lanner.detect.Outputs;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Tagged;
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
 * the current horizon, until a horizon after its last record.
 */
final class ConfirmGate extends KeyedProcessFunction<String, Tagged, Tagged> {
  private static final long serialVersionUID = 1;

  private final ConfirmSettings settings;

  private transient MapState<Long, Slot> slots;
  private transient ValueState<Long> period;
  private transient ValueState<Integer> candidates;
  private transient ValueState<Integer> evidence;

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
  }

  @Override
  public void processElement(Tagged tagged, Context context, Collector<Tagged> out)
      throws Exception {
    long due =
        Math.max(ConfirmSettings.due(tagged.time()), context.timerService().currentWatermark() + 1);
    Slot slot = slots.get(due);
    if (slot == null) {
      slot = new Slot();
    }
    slot.add(tagged);
    slots.put(due, slot);
    context.timerService().registerEventTimeTimer(due);
    context.timerService().registerEventTimeTimer(endOfNext(due));
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
      startPeriod(Math.floorDiv(timestamp, settings.horizonMillis()));
      pass(slot, context, out);
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

  private void pass(Slot slot, OnTimerContext context, Collector<Tagged> out) throws Exception {
    int passed = candidates.value();
    for (Tagged candidate : slot.candidates()) {
      if (passed < settings.cap()) {
        passed++;
        context.output(Outputs.VERDICTS, new Verdict(candidate, Verdict.Kind.WAITING));
        out.collect(candidate);
      } else {
        context.output(Outputs.VERDICTS, new Verdict(candidate, Verdict.Kind.UNCHECKED));
        count(candidate.candidate().rule().id(), Counters.UNCHECKED, context);
      }
    }
    candidates.update(passed);
    int shown = evidence.value();
    for (Tagged piece : slot.evidence()) {
      if (shown < settings.cap()) {
        shown++;
        out.collect(piece);
      } else {
        count(piece.ruleId(), Counters.EVIDENCE_DROPPED, context);
      }
    }
    evidence.update(shown);
  }

  private static void count(String ruleId, String what, OnTimerContext context) {
    context.output(Outputs.COUNTS, Count.add(Counters.ofRule(ruleId, what), 1));
  }
}
