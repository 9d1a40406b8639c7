package dev.lanner.detect;

import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.CompiledQuery.Grouping;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.detect.wire.ClosedGroup;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Envelope;
import dev.lanner.detect.wire.GroupKey;
import dev.lanner.detect.wire.Keys;
import dev.lanner.detect.wire.LateEvent;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * All groups of one window of one rule: applies the written limit on groups, and runs the steps
 * that need all rows at once (sort with a limit, head, a second aggregate).
 *
 * <p>A row that still has the key of a group is a detection of that group; any other is one of the
 * window as a whole. State lives from the first group that arrives until the watermark passes the
 * window's end.
 */
final class GatherFunction
    extends KeyedBroadcastProcessFunction<String, ClosedGroup, RuleSetDelta, Detection>
    implements HoldsState {
  private static final long serialVersionUID = 1;

  private static final Comparator<List<String>> BY_KEY =
      (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
          int order = a.get(i).compareTo(b.get(i));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.size(), b.size());
      };

  private final RuleSetDelta initial;
  private final World world;
  private final DetectionSettings settings;

  private transient RuleSets ruleSets;
  private transient WindowRows rows;
  private transient ListState<ClosedGroup> groups;

  /** How many bytes were counted for the groups of the key. */
  private transient ValueState<Long> counted;

  private transient HeldBytes held;
  private transient WrittenSize<ClosedGroup> size;

  GatherFunction(RuleSetDelta initial, World world, DetectionSettings settings) {
    this.initial = initial;
    this.world = world;
    this.settings = settings;
  }

  /** A group with its key read. */
  private record Group(GroupKey key, ClosedGroup closed) {
    long count() {
      return closed.pane().envelope().count();
    }
  }

  @Override
  public void open(OpenContext context) {
    ruleSets = new RuleSets(initial, world);
    rows = new WindowRows(new DetectionMaker(settings.confirmHoldMillis()));
    groups =
        getRuntimeContext().getListState(new ListStateDescriptor<>("groups", Types.CLOSED_GROUP));
    counted =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("counted", BasicTypeInfo.LONG_TYPE_INFO));
    held = new HeldBytes();
    size = new WrittenSize<>(Types.CLOSED_GROUP.serializer());
  }

  @Override
  public HeldBytes held() {
    return held;
  }

  @Override
  public void processBroadcastElement(RuleSetDelta set, Context context, Collector<Detection> out)
      throws Exception {
    ruleSets.add(set, context.getBroadcastState(RuleSets.STATE), context.currentWatermark());
  }

  @Override
  public void processElement(ClosedGroup group, ReadOnlyContext context, Collector<Detection> out)
      throws Exception {
    groups.add(group);
    long bytes = size.of(group);
    Long before = counted.value();
    counted.update(before == null ? bytes : before + bytes);
    held.change(ruleId(context.getCurrentKey()), bytes);
    context.timerService().registerEventTimeTimer(group.end() - 1);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Detection> out)
      throws Exception {
    ruleSets.look(context.getBroadcastState(RuleSets.STATE));
    List<Group> all = new ArrayList<>();
    for (ClosedGroup closed : groups.get()) {
      all.add(new Group(GroupKey.parse(closed.key()), closed));
    }
    groups.clear();
    release(context);
    if (all.isEmpty()) {
      return;
    }
    GroupKey first = all.get(0).key;
    Optional<ActiveRule> rule = ruleSets.find(first.ruleId(), first.logicHash());
    if (rule.isPresent()) {
      run(rule.get(), all, context, out);
    } else {
      context.output(Outputs.COUNTS, Count.add(Counters.UNKNOWN_RULES, all.size()));
      context.output(
          Outputs.MISSED,
          LateEvent.givenUp(all.get(0).closed.start(), timestamp, List.of(first.ruleId())));
    }
  }

  private void release(OnTimerContext context) throws Exception {
    if (counted.value() != null) {
      held.change(ruleId(context.getCurrentKey()), -counted.value());
      counted.clear();
    }
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      // In a batch this is when a key is done, and the only one who says so.
      held.tellPeaks(count -> context.output(Outputs.COUNTS, count));
    }
  }

  /** The rule of {@link ClosedGroup#windowKey}. */
  private static String ruleId(String windowKey) {
    return Keys.split(windowKey).get(1);
  }

  private void run(
      ActiveRule rule, List<Group> all, OnTimerContext context, Collector<Detection> out) {
    CompiledQuery query = rule.query();
    Grouping grouping = query.grouping().orElseThrow();
    ClosedGroup any = all.get(0).closed;
    rule.time().window(any.start(), any.end());
    List<Group> kept = limited(all, grouping.limit());
    boolean partial = kept.size() < all.size();
    Envelope whole = new Envelope(rule.envelopeFields().size());
    Map<List<String>, Group> byKey = new HashMap<>();
    List<Row> groupRows = new ArrayList<>();
    for (Group group : kept) {
      Accumulator state = group.closed.pane().aggregate(grouping::create);
      partial |= state.partial();
      grouping.emit(
          group.key.group().toArray(String[]::new), state, row -> groupRows.add(row.copy()));
      whole.merge(group.closed.pane().envelope());
      byKey.put(group.key.group(), group);
    }
    boolean isPartial = partial;
    GroupKey none = new GroupKey(all.get(0).key.cid(), rule.id(), rule.logicHash(), List.of());
    Map<GroupKey, Integer> ordinals = new HashMap<>();
    String[] key = new String[grouping.keys().length];
    query
        .rows()
        .run(
            groupRows,
            row -> {
              Group group =
                  key.length > 0 && read(grouping, row, key) ? byKey.get(List.of(key)) : null;
              GroupKey origin = group == null ? none : group.key;
              int ordinal = ordinals.merge(origin, 1, Integer::sum) - 1;
              Envelope envelope = group == null ? whole : group.closed.pane().envelope();
              rows.of(rule, origin, any.start(), any.end(), envelope, isPartial, ordinal);
              rows.take(
                  row,
                  tagged -> context.output(Outputs.TAGGED, tagged),
                  count -> context.output(Outputs.COUNTS, count),
                  out);
            });
  }

  private static boolean read(Grouping grouping, Row row, String[] into) {
    int[] ids = grouping.keys();
    for (int i = 0; i < ids.length; i++) {
      into[i] = row.text(ids[i]);
      if (into[i] == null) {
        return false;
      }
    }
    return true;
  }

  /**
   * The groups in the order of their keys; if there are more than the limit, those with most
   * events.
   */
  private static List<Group> limited(List<Group> all, long limit) {
    List<Group> kept = new ArrayList<>(all);
    Comparator<Group> byKey = Comparator.comparing(group -> group.key.group(), BY_KEY);
    if (kept.size() > limit) {
      kept.sort(Comparator.comparingLong(Group::count).reversed().thenComparing(byKey));
      kept = new ArrayList<>(kept.subList(0, (int) limit));
    }
    kept.sort(byKey);
    return kept;
  }
}
