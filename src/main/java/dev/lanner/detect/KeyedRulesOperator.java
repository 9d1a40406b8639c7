package dev.lanner.detect;

import dev.lanner.detect.wire.RuleSetDelta;
import java.util.List;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * A keyed operator beside broadcast rules whose event time is that of the keyed input alone.
 *
 * <p>Flink's own takes the smaller watermark of both inputs: a rules topic in which nothing happens
 * would hold every window open, and how late an event is would hang on when the rules' source came
 * to its end.
 */
final class KeyedRulesOperator<K, I, O>
    extends CoBroadcastWithKeyedOperator<K, I, RuleSetDelta, O> {
  private static final long serialVersionUID = 1;

  private static final int RULES_INPUT = 1;

  KeyedRulesOperator(KeyedBroadcastProcessFunction<K, I, RuleSetDelta, O> function) {
    super(function, List.of(RuleSets.STATE));
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    processWatermark(mark);
  }

  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) {
    if (input != RULES_INPUT) {
      output.emitWatermarkStatus(status);
    }
  }
}
