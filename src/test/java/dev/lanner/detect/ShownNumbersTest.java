package dev.lanner.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.detect.wire.Count;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** Which metrics the account makes, and how many. */
class ShownNumbersTest {
  private final Map<String, Gauge<?>> registered = new TreeMap<>();
  private final ShownNumbers numbers = new ShownNumbers(new Group("operator"));

  /** Remembers what is registered, by its whole name. */
  private final class Group extends UnregisteredMetricsGroup {
    private final String name;

    Group(String name) {
      this.name = name;
    }

    @Override
    public MetricGroup addGroup(String more) {
      return new Group(name + "." + more);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Group(name + "." + key + "=" + value);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String metric, G gauge) {
      Metric before = registered.put(name + "." + metric, gauge);
      assertEquals(null, before, () -> name + "." + metric + " was registered twice");
      return gauge;
    }
  }

  private Object value(String name) {
    return registered.get("operator.lanner." + name).getValue();
  }

  @Test
  void theNumbersOfARuleBearItsIdAsALabel() {
    numbers.show(Count.add(Counters.DECODED, 7));
    numbers.show(Count.add(Counters.ofRule("a", Counters.FIRED), 1));
    numbers.show(Count.add(Counters.ofRule("a", Counters.FIRED), 3));
    numbers.show(Count.add(Counters.suppressed("a", Counters.BY_CONFIRM), 2));
    assertEquals(7L, value("decoded"));
    assertEquals(3L, value("rule=a.fired"));
    assertEquals(2L, value("rule=a.suppressed_confirm"));
  }

  @Test
  void rulesBeyondTheBoundShareOneLabel() {
    for (int rule = 0; rule < ShownNumbers.MOST + 50; rule++) {
      numbers.show(Count.add(Counters.ofRule("r" + rule, Counters.FIRED), rule));
      numbers.show(Count.add(Counters.ofRule("r" + rule, Counters.FIRED), rule + 1));
    }
    assertEquals(ShownNumbers.MOST + 1, registered.size());
    // 201 + … + 250.
    assertEquals(11_275L, value("rule=others.fired"));
    assertEquals(200L, value("rule=r199.fired"));
  }
}
