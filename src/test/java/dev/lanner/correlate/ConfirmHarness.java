package dev.lanner.correlate;

import dev.lanner.detect.Counters;
import dev.lanner.detect.HoldingOperator;
import dev.lanner.detect.HoldsState;
import dev.lanner.detect.Outputs;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Tagged;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** An operator of confirmation by itself, and what it says it holds for the rule {@code rule}. */
@SuppressWarnings("try") // A harness may be interrupted while it closes.
final class ConfirmHarness extends KeyedOneInputStreamOperatorTestHarness<String, Tagged, Tagged> {
  <F extends KeyedProcessFunction<String, Tagged, Tagged> & HoldsState> ConfirmHarness(
      F function, KeySelector<Tagged, String> key) throws Exception {
    super(new HoldingOperator<>(function), key, BasicTypeInfo.STRING_TYPE_INFO);
  }

  void put(Tagged record) throws Exception {
    processElement(new StreamRecord<>(record, record.time()));
  }

  long told(String what) {
    Queue<StreamRecord<Count>> counts = getSideOutput(Outputs.COUNTS);
    return counts == null
        ? 0
        : counts.stream()
            .map(StreamRecord::getValue)
            .filter(count -> count.counter().equals(Counters.ofRule("rule", what)))
            .mapToLong(Count::value)
            .sum();
  }

  long held() throws Exception {
    getOperator().prepareSnapshotPreBarrier(1);
    return told(Counters.STATE_BYTES);
  }
}
