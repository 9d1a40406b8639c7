package dev.lanner.detect;

import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Keys;
import dev.lanner.detect.wire.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * One number of the account: adds up, shows the sum as a metric ({@code lanner.decoded}, {@code
 * lanner.rule.ID.fired}), and says it when the input has ended. The sum lies in state; the metric
 * is a view of it, as far as the last checkpoint.
 */
final class AccountFunction extends KeyedProcessFunction<String, Count, Count> {
  private static final long serialVersionUID = 1;

  private static final String RULE = "rule";

  private transient ValueState<Count> sum;
  private transient Map<String, AtomicLong> shown;

  @Override
  public void open(OpenContext context) {
    sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.COUNT));
    shown = new HashMap<>();
  }

  @Override
  public void processElement(Count count, Context context, Collector<Count> out) throws Exception {
    Count before = sum.value();
    Count now = before == null ? count : before.plus(count);
    sum.update(now);
    shown.computeIfAbsent(now.counter(), this::show).set(now.value());
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  /** The number of a rule has the rule as a label. */
  private AtomicLong show(String counter) {
    AtomicLong value = new AtomicLong();
    List<String> parts = counter.indexOf(':') < 0 ? List.of(counter) : Keys.split(counter);
    MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("lanner");
    if (parts.size() > 2 && parts.get(0).equals(RULE)) {
      group = group.addGroup(RULE, parts.get(1));
      parts = parts.subList(2, parts.size());
    }
    group.gauge(String.join("_", parts), value::get);
    return value;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Count> out)
      throws Exception {
    out.collect(sum.value());
    sum.clear();
  }
}
