package dev.lanner.detect;

import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Keys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.MetricGroup;

/**
 * The numbers of the account as metrics: {@code lanner.decoded}, {@code lanner.rule.ID.fired}.
 *
 * <p>A reporter makes a series of each. So that a thousand rules do not make ten thousand series,
 * the first {@value #MOST} rules that count anything have numbers of their own; those of all others
 * are added up under the rule {@value #OTHERS}.
 */
final class ShownNumbers {
  static final int MOST = 200;
  static final String OTHERS = "others";

  private static final String RULE = "rule";

  private final MetricGroup group;
  private final Map<String, AtomicLong> own = new HashMap<>();
  private final Set<String> rules = new TreeSet<>();
  private final Map<String, AtomicLong> ofOthers = new HashMap<>();
  private final Map<String, Long> added = new HashMap<>();

  ShownNumbers(MetricGroup operator) {
    this.group = operator.addGroup("lanner");
  }

  /** Shows where a number stands now. */
  void show(Count now) {
    String counter = now.counter();
    AtomicLong known = own.get(counter);
    if (known != null) {
      known.set(now.value());
      return;
    }
    List<String> parts = counter.indexOf(':') < 0 ? List.of(counter) : Keys.split(counter);
    boolean ofRule = parts.size() > 2 && parts.get(0).equals(RULE);
    if (!ofRule) {
      own.put(counter, gauge(group, parts, now.value()));
      return;
    }
    String rule = parts.get(1);
    List<String> what = parts.subList(2, parts.size());
    if (rules.contains(rule) || rules.size() < MOST) {
      rules.add(rule);
      own.put(counter, gauge(group.addGroup(RULE, rule), what, now.value()));
    } else {
      Long before = added.put(counter, now.value());
      ofOthers
          .computeIfAbsent(
              String.join("_", what), name -> gauge(group.addGroup(RULE, OTHERS), what, 0))
          .addAndGet(now.value() - (before == null ? 0 : before));
    }
  }

  private static AtomicLong gauge(MetricGroup where, List<String> name, long value) {
    AtomicLong shown = new AtomicLong(value);
    where.gauge(String.join("_", name), shown::get);
    return shown;
  }
}
