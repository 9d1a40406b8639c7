package dev.lanner.detect;

import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Types;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * One number of the account: adds up, shows the sum as a metric, and says it when the input has
 * ended. The sum lies in state; the metric is a view of it, as far as the last checkpoint. To be
 * run with a parallelism of one, so that the number of metrics has a bound; there is little to add.
 */
final class AccountFunction extends KeyedProcessFunction<String, Count, Count> {
  private static final long serialVersionUID = 1;

  private transient ValueState<Count> sum;
  private transient ShownNumbers shown;

  @Override
  public void open(OpenContext context) {
    sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.COUNT));
    shown = new ShownNumbers(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Count count, Context context, Collector<Count> out) throws Exception {
    Count before = sum.value();
    Count now = notNegative(before == null ? count : before.plus(count));
    sum.update(now);
    shown.show(now);
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  /**
   * State that lay in a savepoint of a build which did not count it is taken away without ever
   * having been added.
   */
  private static Count notNegative(Count count) {
    return count.largest() || count.value() >= 0 ? count : Count.add(count.counter(), 0);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Count> out)
      throws Exception {
    out.collect(sum.value());
    sum.clear();
  }
}
