package dev.lanner.detect;

import dev.lanner.detect.wire.Count;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Runs a function that {@link HoldsState}, and tells the account how much before checkpoints. */
public final class HoldingOperator<K, I, O> extends KeyedProcessOperator<K, I, O> {
  private static final long serialVersionUID = 1;

  /** An operator around {@code function}. */
  public <F extends KeyedProcessFunction<K, I, O> & HoldsState> HoldingOperator(F function) {
    super(function);
  }

  private HeldBytes held() {
    return ((HoldsState) userFunction).held();
  }

  private void count(Count count) {
    output.collect(Outputs.COUNTS, new StreamRecord<>(count));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    super.prepareSnapshotPreBarrier(checkpoint);
    held().tell(this::count);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      // The account closes with it: first the timers, then the numbers.
      getTimeServiceManager().orElseThrow().advanceWatermark(mark);
      held().tell(this::count);
      held().tellPeaks(this::count);
    }
    super.processWatermark(mark);
  }
}
