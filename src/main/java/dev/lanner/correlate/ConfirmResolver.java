package dev.lanner.correlate;

import dev.lanner.detect.Counters;
import dev.lanner.detect.Outputs;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Tagged;
import dev.lanner.detect.wire.Verdict;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decides about one candidate: hands it on as soon as every clause it needs is confirmed, once
 * however much evidence there is; counts it as suppressed when the horizon has passed without.
 *
 * <p>State: whether the candidate has come, the clauses confirmed so far, whether one went
 * unchecked, and whether the candidate was handed on; until the horizon has passed.
 */
final class ConfirmResolver extends KeyedProcessFunction<String, Verdict, Detection> {
  private static final long serialVersionUID = 1;

  private final ConfirmSettings settings;

  private transient ValueState<Integer> confirmed;
  private transient ValueState<Boolean> unchecked;
  private transient ValueState<Boolean> handedOn;
  private transient ValueState<String> ruleId;
  private transient ValueState<Boolean> arrived;

  ConfirmResolver(ConfirmSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    confirmed =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("confirmed", BasicTypeInfo.INT_TYPE_INFO));
    unchecked =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("unchecked", BasicTypeInfo.BOOLEAN_TYPE_INFO));
    handedOn =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("handedOn", BasicTypeInfo.BOOLEAN_TYPE_INFO));
    ruleId =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("ruleId", BasicTypeInfo.STRING_TYPE_INFO));
    arrived =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("arrived", BasicTypeInfo.BOOLEAN_TYPE_INFO));
  }

  @Override
  public void processElement(Verdict verdict, Context context, Collector<Detection> out)
      throws Exception {
    if (verdict.kind() != Verdict.Kind.CONFIRMED) {
      repeated(verdict.tagged(), context);
      ruleId.update(verdict.tagged().ruleId());
      context
          .timerService()
          .registerEventTimeTimer(
              context.timestamp() + settings.horizonMillis() + ConfirmSettings.STEP_MILLIS);
    }
    if (verdict.kind() == Verdict.Kind.WAITING || handedOn.value() != null) {
      return;
    }
    if (verdict.kind() == Verdict.Kind.UNCHECKED) {
      unchecked.update(true);
    }
    int before = confirmed.value() == null ? 0 : confirmed.value();
    int now = before | 1 << verdict.tagged().clause();
    confirmed.update(now);
    if (now == verdict.tagged().clauses()) {
      handedOn.update(true);
      Detection detection = verdict.tagged().candidate();
      out.collect(unchecked.value() == null ? detection : detection.asPartial());
    }
  }

  /** A candidate comes once with each clause; with one a second time if its event came again. */
  private void repeated(Tagged tagged, Context context) throws Exception {
    if (1 << tagged.clause() != Integer.lowestOneBit(tagged.clauses())) {
      return;
    }
    if (arrived.value() == null) {
      arrived.update(true);
    } else {
      String counter = Counters.suppressed(tagged.ruleId(), Counters.BY_REPETITION);
      context.output(Outputs.COUNTS, Count.add(counter, 1));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Detection> out)
      throws Exception {
    if (ruleId.value() == null) {
      return;
    }
    if (handedOn.value() == null) {
      context.output(
          Outputs.COUNTS, Count.add(Counters.suppressed(ruleId.value(), Counters.BY_CONFIRM), 1));
    }
    confirmed.clear();
    unchecked.clear();
    handedOn.clear();
    ruleId.clear();
    arrived.clear();
  }
}
