package dev.lanner.detect;

import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;

/**
 * The rule sets an operator knows, compiled: the newest, and the one before it for what is still on
 * its way.
 *
 * <p>Texts lie in broadcast state, compiled forms here, made on arrival and again on first use
 * after a restore. Before the first broadcast element the set from the job graph holds; once there
 * is one in state, it wins. Every parallel instance comes to the same sets whatever the order of
 * rules and events; an event carries the number of the set that chose it. Not thread-safe.
 */
final class RuleSets {
  /** The broadcast state: rule sets by number. */
  static final MapStateDescriptor<Long, RuleSetDelta> STATE =
      new MapStateDescriptor<>("rules", BasicTypeInfo.LONG_TYPE_INFO, Types.RULES);

  private final World world;
  private ActiveRules newest;
  private ActiveRules before;
  private boolean seenState;

  /** Starts with the set from the job graph. */
  RuleSets(RuleSetDelta initial, World world) {
    this.world = world;
    this.newest = ActiveRules.compile(initial, world.open());
  }

  /** Takes a new set into account and into state. Sets that are not newer change nothing. */
  void add(RuleSetDelta set, BroadcastState<Long, RuleSetDelta> state) throws Exception {
    look(state);
    List<Long> numbers = new ArrayList<>();
    for (Map.Entry<Long, RuleSetDelta> entry : state.immutableEntries()) {
      numbers.add(entry.getKey());
    }
    if (!numbers.isEmpty() && set.number() <= numbers.stream().max(Long::compare).orElseThrow()) {
      return;
    }
    numbers.sort(null);
    for (int i = 0; i < numbers.size() - 1; i++) {
      state.remove(numbers.get(i));
    }
    state.put(set.number(), set);
    use(set);
  }

  /** Looks once at what a restore brought back. */
  void look(ReadOnlyBroadcastState<Long, RuleSetDelta> state) throws Exception {
    if (seenState) {
      return;
    }
    seenState = true;
    List<RuleSetDelta> sets = new ArrayList<>();
    for (Map.Entry<Long, RuleSetDelta> entry : state.immutableEntries()) {
      sets.add(entry.getValue());
    }
    sets.sort((a, b) -> Long.compare(a.number(), b.number()));
    if (!sets.isEmpty()) {
      newest = null;
      sets.forEach(this::use);
    }
  }

  private void use(RuleSetDelta set) {
    if (newest != null && newest.number() == set.number()) {
      return;
    }
    before = newest;
    newest = ActiveRules.compile(set, world.open());
  }

  /** The set that holds now. */
  ActiveRules newest() {
    return newest;
  }

  /** The set of that number, if it is still known. */
  Optional<ActiveRules> find(long number) {
    if (newest.number() == number) {
      return Optional.of(newest);
    }
    return before != null && before.number() == number ? Optional.of(before) : Optional.empty();
  }

  /** The rule of that id and logic, if it is still known. */
  Optional<ActiveRule> find(String ruleId, String logicHash) {
    Optional<ActiveRule> rule = newest.find(ruleId, logicHash);
    return rule.isPresent() || before == null ? rule : before.find(ruleId, logicHash);
  }
}
