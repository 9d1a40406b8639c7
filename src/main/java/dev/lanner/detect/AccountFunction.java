package dev.lanner.detect;

import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Types;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** One number of the account: adds up, and says the result when the input has ended. */
final class AccountFunction extends KeyedProcessFunction<String, Count, Count> {
  private static final long serialVersionUID = 1;

  private transient ValueState<Count> sum;

  @Override
  public void open(OpenContext context) {
    sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.COUNT));
  }

  @Override
  public void processElement(Count count, Context context, Collector<Count> out) throws Exception {
    Count before = sum.value();
    sum.update(before == null ? count : before.plus(count));
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Count> out)
      throws Exception {
    out.collect(sum.value());
    sum.clear();
  }
}
