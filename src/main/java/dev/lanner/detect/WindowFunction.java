package dev.lanner.detect;

import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.CompiledQuery.Grouping;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.detect.wire.ClosedGroup;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.GroupKey;
import dev.lanner.detect.wire.LateEvent;
import dev.lanner.detect.wire.Pane;
import dev.lanner.detect.wire.Partial;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.Tagged;
import dev.lanner.detect.wire.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The windows of the groups that share a key: collects panes, and when a window ends merges those
 * it is made of and runs the rest of the query on the group's rows, or sends the group to where all
 * groups are gathered.
 *
 * <pre>
 *   window 5m, slide 1m:   |----|----|----|----|----|      a pane a minute
 *                          [        one window      )
 *                               [      the next          )
 * </pre>
 *
 * <p>Windows are aligned to the epoch. Each fires once, when the watermark passes its end; whether
 * an event is late was decided before it came here. All timers are set when a part arrives, none
 * when one fires, because a batch drops the latter. A pane is dropped with the last window it
 * belongs to.
 *
 * <p>Parts whose rule is not known yet are kept until it is; the windows of a rule that is gone are
 * counted and dropped at once, and those of a version that was replaced go on, end or are dropped
 * as the new one says.
 *
 * <p>Panes are counted as state of their rule, parts that wait for an unknown rule are not.
 */
final class WindowFunction
    extends KeyedBroadcastProcessFunction<Long, Partial, RuleSetDelta, Detection>
    implements HoldsState {
  private static final long serialVersionUID = 1;

  private static final long PARK_STEP_MILLIS = 1000;

  private final RuleSetDelta initial;
  private final World world;
  private final DetectionSettings settings;

  private transient RuleSets ruleSets;
  private transient WindowRows rows;

  private transient HeldBytes held;
  private transient Panes panes;
  private transient ListState<Partial> parked;

  WindowFunction(RuleSetDelta initial, World world, DetectionSettings settings) {
    this.initial = initial;
    this.world = world;
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    ruleSets = new RuleSets(initial, world);
    rows = new WindowRows(new DetectionMaker(settings.confirmHoldMillis()));
    held = new HeldBytes();
    panes = new Panes(getRuntimeContext().getMapState(Panes.STATE), held);
    parked = getRuntimeContext().getListState(new ListStateDescriptor<>("parked", Types.PARTIAL));
  }

  @Override
  public HeldBytes held() {
    return held;
  }

  @Override
  public void processBroadcastElement(RuleSetDelta set, Context context, Collector<Detection> out)
      throws Exception {
    BroadcastState<Long, RuleSetDelta> state = context.getBroadcastState(RuleSets.STATE);
    Map<String, RuleSets.Ended> ended = new HashMap<>();
    for (RuleSets.Ended one : ruleSets.add(set, state, context.currentWatermark())) {
      ended.put(one.rule().id() + '/' + one.rule().logicHash(), one);
    }
    if (!ended.isEmpty()) {
      Sides sides = new Sides(context::output, context::output, context::output);
      context.applyToKeyedState(
          Panes.STATE, (key, ofKey) -> release(ended, context.currentWatermark(), sides, out));
    }
  }

  /** Ends the open windows of versions that do not go on; timers that are left find nothing. */
  private void release(
      Map<String, RuleSets.Ended> ended, long watermark, Sides sides, Collector<Detection> out)
      throws Exception {
    Map<String, Set<Long>> starts = new TreeMap<>();
    for (Tuple2<Long, String> place : panes.places()) {
      starts.computeIfAbsent(place.f1, group -> new TreeSet<>()).add(place.f0);
    }
    for (Map.Entry<String, Set<Long>> entry : starts.entrySet()) {
      GroupKey group = GroupKey.parse(entry.getKey());
      RuleSets.Ended one = ended.get(group.ruleId() + '/' + group.logicHash());
      if (one != null && one.drains()) {
        for (long end : openEnds(one.rule(), entry.getValue(), watermark)) {
          long start = end - one.rule().windowMillis();
          Pane window = merged(one.rule(), entry.getKey(), start, end);
          ClosedGroup closed = new ClosedGroup(entry.getKey(), start, end, window);
          close(one.rule(), group, closed, true, sides, out);
        }
      } else if (one != null) {
        sides.counts.accept(Outputs.COUNTS, Count.add(Counters.UNKNOWN_RULES, 1));
      }
      if (one != null) {
        panes.drop(entry.getKey(), group.ruleId());
      }
    }
  }

  /** The ends of all windows with a pane at one of {@code starts} that are still open. */
  private static Set<Long> openEnds(ActiveRule rule, Set<Long> starts, long watermark) {
    Set<Long> ends = new TreeSet<>();
    for (long start : starts) {
      for (long end = start + rule.paneMillis();
          end <= start + rule.windowMillis();
          end += rule.paneMillis()) {
        if (end - 1 > watermark) {
          ends.add(end);
        }
      }
    }
    return ends;
  }

  /** The side outputs of whatever context there is. */
  private record Sides(
      BiConsumer<OutputTag<ClosedGroup>, ClosedGroup> groups,
      BiConsumer<OutputTag<Tagged>, Tagged> tagged,
      BiConsumer<OutputTag<Count>, Count> counts) {}

  @Override
  public void processElement(Partial partial, ReadOnlyContext context, Collector<Detection> out)
      throws Exception {
    ruleSets.look(context.getBroadcastState(RuleSets.STATE));
    GroupKey group = GroupKey.parse(partial.group());
    Optional<ActiveRule> rule = ruleSets.find(group.ruleId(), group.logicHash());
    if (rule.isPresent()) {
      add(partial, rule.get(), context);
    } else if (ruleSets.isEnded(group.ruleId(), group.logicHash())) {
      context.output(Outputs.COUNTS, Count.add(Counters.UNKNOWN_RULES, 1));
    } else {
      parked.add(partial);
      long now = context.timerService().currentWatermark();
      context.timerService().registerEventTimeTimer(now + PARK_STEP_MILLIS);
    }
  }

  private void add(Partial partial, ActiveRule rule, ReadOnlyContext context) throws Exception {
    long slide = rule.paneMillis();
    long watermark = context.timerService().currentWatermark();
    long lastEnd = partial.paneStart() + rule.windowMillis();
    if (lastEnd - 1 <= watermark) {
      context.output(Outputs.COUNTS, Count.add(Counters.LATE, partial.pane().envelope().count()));
      giveUp(partial, rule.id(), context);
      return;
    }
    for (long end = partial.paneStart() + slide; end <= lastEnd; end += slide) {
      if (end - 1 > watermark) {
        context.timerService().registerEventTimeTimer(end - 1);
      }
    }
    panes.add(partial, rule);
  }

  private static void giveUp(Partial partial, String ruleId, ReadOnlyContext context) {
    long now = context.timerService().currentWatermark();
    context.output(Outputs.MISSED, LateEvent.givenUp(partial.paneStart(), now, List.of(ruleId)));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Detection> out)
      throws Exception {
    ruleSets.look(context.getBroadcastState(RuleSets.STATE));
    unpark(context);
    TreeSet<String> groups = new TreeSet<>();
    for (Tuple2<Long, String> place : panes.places()) {
      groups.add(place.f1);
    }
    for (String group : groups) {
      end(group, timestamp + 1, context, out);
    }
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      // In a batch this is when a key is done, and the only one who says so.
      held.tellPeaks(count -> context.output(Outputs.COUNTS, count));
    }
  }

  /** The window of a group that ends at {@code end}, if one does. */
  private void end(String text, long end, OnTimerContext context, Collector<Detection> out)
      throws Exception {
    GroupKey group = GroupKey.parse(text);
    Optional<ActiveRule> rule = ruleSets.find(group.ruleId(), group.logicHash());
    if (rule.isEmpty()) {
      panes.drop(text, group.ruleId());
      context.output(Outputs.COUNTS, Count.add(Counters.UNKNOWN_RULES, 1));
      return;
    }
    long start = end - rule.get().windowMillis();
    if (Math.floorMod(end, rule.get().paneMillis()) == 0) {
      Pane window = merged(rule.get(), text, start, end);
      if (window != null) {
        Sides sides = new Sides(context::output, context::output, context::output);
        close(rule.get(), group, new ClosedGroup(text, start, end, window), false, sides, out);
      }
      panes.remove(start, text, group.ruleId());
    }
  }

  /** The panes of a window as one; null if there are none. */
  private Pane merged(ActiveRule rule, String group, long start, long end) throws Exception {
    Grouping grouping = rule.query().grouping().orElseThrow();
    if (rule.paneMillis() == rule.windowMillis()) {
      return panes.get(start, group);
    }
    Pane window = null;
    for (long pane = start; pane < end; pane += rule.paneMillis()) {
      Pane part = panes.get(pane, group);
      if (part != null && window == null) {
        window = part.copy();
      } else if (part != null) {
        window.merge(part.copy(), grouping::create);
      }
    }
    return window;
  }

  private void close(
      ActiveRule rule,
      GroupKey key,
      ClosedGroup group,
      boolean isPart,
      Sides sides,
      Collector<Detection> out) {
    CompiledQuery query = rule.query();
    Grouping grouping = query.grouping().orElseThrow();
    if (!query.rows().perRow() || grouping.limit() != Long.MAX_VALUE) {
      sides.groups.accept(Outputs.GROUPS, group);
      return;
    }
    rule.time().window(group.start(), group.end());
    Accumulator state = group.pane().aggregate(grouping::create);
    List<Row> groupRows = new ArrayList<>();
    grouping.emit(key.group().toArray(String[]::new), state, row -> groupRows.add(row.copy()));
    rows.of(rule, key, group, isPart || state.partial());
    query
        .rows()
        .run(
            groupRows,
            row ->
                rows.take(
                    row,
                    tagged -> sides.tagged.accept(Outputs.TAGGED, tagged),
                    count -> sides.counts.accept(Outputs.COUNTS, count),
                    out));
  }

  /**
   * Takes up parts whose rule has come; gives up on what waited too long, and on all at the end.
   */
  private void unpark(OnTimerContext context) throws Exception {
    long now = context.timerService().currentWatermark();
    List<Partial> still = new ArrayList<>();
    boolean any = false;
    for (Partial partial : parked.get()) {
      any = true;
      GroupKey group = GroupKey.parse(partial.group());
      Optional<ActiveRule> rule = ruleSets.find(group.ruleId(), group.logicHash());
      if (rule.isPresent()) {
        add(partial, rule.get(), context);
      } else if (now != Long.MAX_VALUE && partial.paneStart() + settings.parkMillis() > now) {
        still.add(partial);
      } else {
        context.output(Outputs.COUNTS, Count.add(Counters.UNKNOWN_RULES, 1));
        giveUp(partial, group.ruleId(), context);
      }
    }
    if (any) {
      parked.update(still);
    }
    if (!still.isEmpty()) {
      context.timerService().registerEventTimeTimer(now + PARK_STEP_MILLIS);
    }
  }
}
