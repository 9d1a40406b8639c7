package dev.lanner.detect;

import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** The last station of a detection before the outputs: counts it as fired. */
final class FinishFunction extends ProcessFunction<Detection, Detection> {
  private static final long serialVersionUID = 1;

  @Override
  public void processElement(Detection detection, Context context, Collector<Detection> out) {
    context.output(
        Outputs.COUNTS, Count.add(Counters.ofRule(detection.rule().id(), Counters.FIRED), 1));
    out.collect(detection);
  }
}
