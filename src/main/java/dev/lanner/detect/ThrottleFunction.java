package dev.lanner.detect;

import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Keys;
import dev.lanner.detect.wire.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * One throttle: holds detections until the watermark has passed them, so that all that come before
 * them are here, then takes them by (time, id) and lets one through a period. What it holds back is
 * counted, and the next one that passes says how many there were.
 *
 * <p>State: what waits, by time; when the last one passed, and how many were held back since. The
 * latter two are gone two periods after it: how many were held back before a detection that comes
 * later still stays in the account only.
 */
final class ThrottleFunction extends KeyedProcessFunction<String, Detection, Detection>
    implements HoldsState {
  private static final long serialVersionUID = 1;

  /** What a list of detections takes beside them: its time and its length. */
  private static final int SLOT_BYTES = Long.BYTES + Integer.BYTES;

  private transient MapState<Long, List<Detection>> waiting;
  private transient ValueState<Long> lastTime;
  private transient ValueState<Long> keptUntil;
  private transient ValueState<Long> heldBack;
  private transient HeldBytes held;
  private transient WrittenSize<Detection> size;

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting", BasicTypeInfo.LONG_TYPE_INFO, new ListTypeInfo<>(Types.DETECTION)));
    lastTime = longState("lastTime");
    keptUntil = longState("keptUntil");
    heldBack = longState("heldBack");
    held = new HeldBytes();
    size = new WrittenSize<>(Types.DETECTION.serializer());
  }

  private ValueState<Long> longState(String name) {
    return getRuntimeContext()
        .getState(new ValueStateDescriptor<>(name, BasicTypeInfo.LONG_TYPE_INFO));
  }

  @Override
  public HeldBytes held() {
    return held;
  }

  @Override
  public void processElement(Detection detection, Context context, Collector<Detection> out)
      throws Exception {
    long due = after(detection.time(), detection.throttle().holdMillis());
    List<Detection> sameTime = waiting.get(due);
    long bytes = size.of(detection);
    if (sameTime == null) {
      sameTime = new ArrayList<>();
      bytes += SLOT_BYTES;
    }
    sameTime.add(detection);
    held.change(detection.rule().id(), bytes);
    waiting.put(due, sameTime);
    context.timerService().registerEventTimeTimer(due);
    context.timerService().registerEventTimeTimer(keptUntil(detection));
  }

  private static long keptUntil(Detection detection) {
    long period = detection.throttle().periodMillis();
    long due = after(detection.time(), detection.throttle().holdMillis());
    return after(after(due, period), period);
  }

  private static long after(long time, long millis) {
    return time > Long.MAX_VALUE - millis ? Long.MAX_VALUE : time + millis;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Detection> out)
      throws Exception {
    List<Detection> due = waiting.get(timestamp);
    if (due != null) {
      waiting.remove(timestamp);
      held.change(ruleId(context), -bytesOf(due));
      List<Detection> ordered = new ArrayList<>(due);
      ordered.sort(Detection.ORDER);
      for (Detection detection : ordered) {
        decide(detection, context, out);
      }
    }
    Long end = keptUntil.value();
    if (end != null && timestamp >= end) {
      held.change(ruleId(context), -marksBytes());
      lastTime.clear();
      keptUntil.clear();
      heldBack.clear();
    }
  }

  private long bytesOf(List<Detection> sameTime) {
    return SLOT_BYTES + sameTime.stream().mapToLong(size::of).sum();
  }

  /** How much the last one that passed, and the number held back since, take. */
  private int marksBytes() throws Exception {
    return (lastTime.value() == null ? 0 : 2 * Long.BYTES)
        + (heldBack.value() == null ? 0 : Long.BYTES);
  }

  /** The rule of {@link Detection.Throttle#key}. */
  private static String ruleId(OnTimerContext context) {
    return Keys.split(context.getCurrentKey()).get(1);
  }

  private void decide(Detection detection, OnTimerContext context, Collector<Detection> out)
      throws Exception {
    final int marksBefore = marksBytes();
    long count = heldBack.value() == null ? 0 : heldBack.value();
    Long last = lastTime.value();
    long period = detection.throttle().periodMillis();
    if (last == null || detection.time() >= after(last, period)) {
      lastTime.update(detection.time());
      keptUntil.update(keptUntil(detection));
      heldBack.clear();
      out.collect(count == 0 ? detection : detection.afterHolding(count));
    } else {
      heldBack.update(count + 1);
      context.output(
          Outputs.COUNTS,
          Count.add(Counters.suppressed(detection.rule().id(), Counters.BY_THROTTLE), 1));
    }
    held.change(detection.rule().id(), marksBytes() - marksBefore);
  }
}
