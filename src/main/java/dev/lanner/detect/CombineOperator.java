package dev.lanner.detect;

import dev.lanner.cql.run.Accumulator;
import dev.lanner.detect.wire.Partial;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Merges parts of one group and pane before they are sent to where the group's window is, so that a
 * busy group costs one record now and then and not one an event. Where hardly any two are of one
 * group, most pass as they are.
 *
 * <p>It keeps nothing beyond a watermark or a checkpoint, so that no window misses a part and no
 * state has to be written. Parts that came as bytes (over a network, which does not happen in our
 * graph) pass unmerged.
 */
final class CombineOperator extends AbstractStreamOperator<Partial>
    implements OneInputStreamOperator<Partial, Partial>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  /** How many groups are held at most. */
  private static final int MAX_GROUPS = 4096;

  /** A round that merged fewer parts than that was for nothing. */
  private static final int WORTH_IT = MAX_GROUPS / 8;

  /** How many parts pass after a round for nothing, until it is tried again. */
  private static final int PASS = 16 * MAX_GROUPS;

  private record Place(long key, String group, long paneStart) {
    @Override
    public int hashCode() {
      return Long.hashCode(key * 31 + paneStart);
    }
  }

  private transient Map<Place, Held> held;
  private transient int merged;
  private transient int passing;

  /**
   * A part and the time under which it is sent on: that of its latest event, which is in its pane.
   */
  private static final class Held {
    final Partial partial;
    long timestamp;

    Held(Partial partial, long timestamp) {
      this.partial = partial;
      this.timestamp = timestamp;
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    held = new HashMap<>();
  }

  @Override
  public void processElement(StreamRecord<Partial> element) {
    Partial partial = element.getValue();
    if (passing > 0) {
      passing--;
    }
    if (passing > 0 || !partial.pane().isLive()) {
      output.collect(element);
      return;
    }
    Place place = new Place(partial.key(), partial.group(), partial.paneStart());
    Held before = held.get(place);
    if (before == null) {
      held.put(place, new Held(partial, element.getTimestamp()));
      if (held.size() >= MAX_GROUPS) {
        flush();
        passing = merged < WORTH_IT ? PASS : 0;
        merged = 0;
      }
    } else {
      merged++;
      before.partial.pane().merge(partial.pane(), CombineOperator::never);
      before.timestamp = Math.max(before.timestamp, element.getTimestamp());
    }
  }

  private static Accumulator never() {
    throw new IllegalStateException("both parts are live");
  }

  private void flush() {
    held.values().forEach(one -> output.collect(new StreamRecord<>(one.partial, one.timestamp)));
    held.clear();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
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
