package dev.lanner.detect;

import dev.lanner.detect.wire.Count;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up changes of the account beside the operator that makes them, so that few of them travel.
 * Keeps nothing beyond a checkpoint, and nothing beyond the last watermark, at which the account is
 * closed.
 */
final class CountOperator extends AbstractStreamOperator<Count>
    implements OneInputStreamOperator<Count, Count>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  private transient Map<String, Count> counts;

  @Override
  public void open() throws Exception {
    super.open();
    counts = new TreeMap<>();
  }

  @Override
  public void processElement(StreamRecord<Count> element) {
    Count count = element.getValue();
    counts.merge(count.counter(), count, Count::plus);
  }

  private void flush() {
    counts.values().forEach(count -> output.collect(new StreamRecord<>(count)));
    counts.clear();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      flush();
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }
}
