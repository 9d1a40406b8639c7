package dev.lanner.detect;

import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets one detection of an id through and counts the others: what repeated events come to where
 * nobody looks for duplicates. For bounded input: an id is never forgotten.
 */
final class OnceFunction extends KeyedProcessFunction<String, Detection, Detection> {
  private static final long serialVersionUID = 1;

  private transient ValueState<Boolean> seen;

  @Override
  public void open(OpenContext context) {
    seen =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("seen", BasicTypeInfo.BOOLEAN_TYPE_INFO));
  }

  @Override
  public void processElement(Detection detection, Context context, Collector<Detection> out)
      throws Exception {
    if (seen.value() == null) {
      seen.update(true);
      out.collect(detection);
    } else {
      String counter = Counters.suppressed(detection.rule().id(), Counters.BY_REPETITION);
      context.output(Outputs.COUNTS, Count.add(counter, 1));
    }
  }
}
