package dev.lanner.detect;

import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.RuleSetDelta;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * A keyed operator beside broadcast rules whose event time is that of the keyed input alone.
 *
 * <p>Flink's own takes the smaller watermark of both inputs: a rules topic in which nothing happens
 * would hold every window open, and how late an event is would hang on when the rules' source came
 * to its end.
 *
 * <p>How far event time has come is part of the state: sources do not keep it, so that after a
 * restart an event would be in time for a window that has fired.
 *
 * <p>What state its function holds is told to the account before checkpoints and at the end.
 */
final class KeyedRulesOperator<K, I, O>
    extends CoBroadcastWithKeyedOperator<K, I, RuleSetDelta, O> {
  private static final long serialVersionUID = 1;

  private static final int RULES_INPUT = 1;

  private static final ListStateDescriptor<Long> REACHED =
      new ListStateDescriptor<>("reached", BasicTypeInfo.LONG_TYPE_INFO);

  private final long behindMillis;

  private transient ListState<Long> reachedState;
  private transient long reached;

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
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    reachedState = context.getOperatorStateStore().getUnionListState(REACHED);
    reached = Long.MIN_VALUE;
    // All subtasks had heard the same when the checkpoint was taken.
    for (long one : reachedState.get()) {
      reached = reached == Long.MIN_VALUE ? one : Math.min(reached, one);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (reached != Long.MIN_VALUE) {
      getTimeServiceManager().orElseThrow().advanceWatermark(new Watermark(reached));
    }
  }

  private void tell(BiConsumer<HeldBytes, Consumer<Count>> what) {
    if (userFunction instanceof HoldsState holder) {
      what.accept(
          holder.held(), count -> output.collect(Outputs.COUNTS, new StreamRecord<>(count)));
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    super.prepareSnapshotPreBarrier(checkpoint);
    tell(HeldBytes::tell);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    reachedState.update(List.of(reached));
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    if (mark.getTimestamp() < reached) {
      return;
    }
    if (mark.getTimestamp() != Long.MAX_VALUE) {
      // The end of all time is how a job is told to end its windows; events may go on.
      reached = mark.getTimestamp();
    }
    getTimeServiceManager().orElseThrow().advanceWatermark(mark);
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      tell(HeldBytes::tell);
      tell(HeldBytes::tellPeaks);
    }
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
