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

  private final long behindMillis;

  KeyedRulesOperator(KeyedBroadcastProcessFunction<K, I, RuleSetDelta, O> function) {
    this(function, 0);
  }

  /**
   * The same for a function that holds records back.
   *
   * @param behindMillis for how long at most: event time goes on so much later behind it
   */
  KeyedRulesOperator(
      KeyedBroadcastProcessFunction<K, I, RuleSetDelta, O> function, long behindMillis) {
    super(function, List.of(RuleSets.STATE));
    this.behindMillis = behindMillis;
  }

  /** How far event time has come behind the function. */
  static long behind(long watermark, long behindMillis) {
    return watermark == Long.MAX_VALUE || watermark < Long.MIN_VALUE + behindMillis
        ? watermark
        : watermark - behindMillis;
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    getTimeServiceManager().orElseThrow().advanceWatermark(mark);
    output.emitWatermark(new Watermark(behind(mark.getTimestamp(), behindMillis)));
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
