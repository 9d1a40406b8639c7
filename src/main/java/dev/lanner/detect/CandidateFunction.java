package dev.lanner.detect;

import dev.lanner.detect.wire.CandidateEvent;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Identities;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.Types;
import dev.lanner.events.decode.EventIdentity;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.events.enrich.FleetNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Takes the candidates of one sensor: throws duplicates out and evaluates the others ({@link
 * EventEvaluation}).
 *
 * <p>State a key: the identities of the events of the last {@code dedup.horizon}, each removed by a
 * timer; and events whose rule set is not known yet, kept until it comes.
 */
final class CandidateFunction
    extends KeyedBroadcastProcessFunction<Long, CandidateEvent, RuleSetDelta, Detection> {
  private static final long serialVersionUID = 1;

  /** Identities lie together by stretches of this length, and are forgotten together. */
  private static final long DEDUP_STEP_MILLIS = 60_000;

  /** How often, in event time, a parked event is looked at again. */
  private static final long PARK_STEP_MILLIS = 1000;

  private final RuleSetDelta initial;
  private final World world;
  private final Names names;
  private final long dedupMillis;
  private final DetectionSettings settings;
  private final boolean sortedInput;

  private transient RuleSets ruleSets;
  private transient FleetNames fleet;
  private transient DetectionMaker maker;
  private transient MapState<Long, Identities> seen;
  private transient ListState<CandidateEvent> parked;
  private transient EventEvaluation evaluation;
  private transient FdrDecoder decoder;
  private transient Sending sending;

  CandidateFunction(
      RuleSetDelta initial,
      World world,
      Names names,
      long dedupMillis,
      DetectionSettings settings,
      boolean sortedInput) {
    this.initial = initial;
    this.world = world;
    this.names = names;
    this.dedupMillis = dedupMillis;
    this.settings = settings;
    this.sortedInput = sortedInput;
  }

  @Override
  public void open(OpenContext context) {
    ruleSets = new RuleSets(initial, world);
    fleet = names.open();
    maker = new DetectionMaker(settings.confirmHoldMillis());
    sending = new Sending();
    seen =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("seen", BasicTypeInfo.LONG_TYPE_INFO, Types.IDENTITIES));
    parked = getRuntimeContext().getListState(new ListStateDescriptor<>("parked", Types.CANDIDATE));
  }

  @Override
  public void processBroadcastElement(RuleSetDelta set, Context context, Collector<Detection> out)
      throws Exception {
    ruleSets.add(set, context.getBroadcastState(RuleSets.STATE), context.currentWatermark());
  }

  @Override
  public void processElement(
      CandidateEvent event, ReadOnlyContext context, Collector<Detection> out) throws Exception {
    ruleSets.look(context.getBroadcastState(RuleSets.STATE));
    unpark(context, out);
    if (ruleSets.find(event.set).isPresent()) {
      take(event, context, out);
    } else if (event.set > ruleSets.newestNumber()) {
      parked.add(event);
      lookAgain(context);
    } else {
      context.output(Outputs.COUNTS, Count.add(Counters.UNKNOWN_RULES, 1));
    }
  }

  /** Takes up what waited for a rule set that has come. */
  private void unpark(ReadOnlyContext context, Collector<Detection> out) throws Exception {
    List<CandidateEvent> still = new ArrayList<>();
    boolean any = false;
    for (CandidateEvent event : parked.get()) {
      if (ruleSets.find(event.set).isPresent()) {
        any = true;
        take(event, context, out);
      } else {
        still.add(event);
      }
    }
    if (any) {
      parked.update(still);
    }
  }

  private void take(CandidateEvent event, ReadOnlyContext context, Collector<Detection> out)
      throws Exception {
    ActiveRules rules = ruleSets.find(event.set).orElseThrow();
    if (evaluation == null || evaluation.rules() != rules) {
      decoder = FdrDecoder.forEvents(rules.fields());
      // What is spent here is not told: this kind of operator cannot before a checkpoint.
      evaluation =
          new EventEvaluation(rules, new QueryCosts(rules.queries()), fleet, maker, sending);
    }
    if (!(decoder.decode(event.bytes, 0, event.bytes.length) instanceof FdrEvent decoded)) {
      throw new IllegalStateException("a line that was an event before is none now");
    }
    if (isDuplicate(decoded.identity(), event.time, context)) {
      context.output(Outputs.COUNTS, Count.add(Counters.DUPLICATES, 1));
      return;
    }
    sending.context = context;
    sending.out = out;
    evaluation.run(decoded, event.queries, event.queries.length, event.quarantined);
  }

  /** Equal identities have equal times, so that one is only sought in its own stretch of time. */
  private boolean isDuplicate(EventIdentity identity, long time, ReadOnlyContext context)
      throws Exception {
    long stretch = Math.floorDiv(time, DEDUP_STEP_MILLIS);
    Identities identities = seen.get(stretch);
    if (identities == null) {
      identities = new Identities();
      context.timerService().registerEventTimeTimer(endOf(stretch));
      if (sortedInput) {
        forgetBefore(time - dedupMillis - DEDUP_STEP_MILLIS);
      }
    }
    boolean isNew = identities.add(identity);
    if (isNew) {
      seen.put(stretch, identities);
    }
    return !isNew;
  }

  /** When a stretch of identities is forgotten. */
  private long endOf(long stretch) {
    return after((stretch + 1) * DEDUP_STEP_MILLIS, dedupMillis);
  }

  /** A batch fires timers at the end of a key only, but brings its events in order of time. */
  private void forgetBefore(long time) throws Exception {
    List<Long> old = new ArrayList<>();
    for (Long stretch : seen.keys()) {
      if (stretch * DEDUP_STEP_MILLIS < time) {
        old.add(stretch);
      }
    }
    for (Long stretch : old) {
      seen.remove(stretch);
    }
  }

  private static long after(long time, long millis) {
    return time > Long.MAX_VALUE - millis ? Long.MAX_VALUE : time + millis;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Detection> out)
      throws Exception {
    seen.remove(Math.floorDiv(timestamp - dedupMillis, DEDUP_STEP_MILLIS) - 1);
    ruleSets.look(context.getBroadcastState(RuleSets.STATE));
    unpark(context, out);
    dropParked(context);
  }

  /** Gives up on what waited too long, and on all at the end of the input. */
  private void dropParked(OnTimerContext context) throws Exception {
    long now = context.timerService().currentWatermark();
    List<CandidateEvent> still = new ArrayList<>();
    long dropped = 0;
    for (CandidateEvent event : parked.get()) {
      if (now == Long.MAX_VALUE || after(event.time, settings.parkMillis()) <= now) {
        dropped++;
      } else {
        still.add(event);
      }
    }
    if (dropped > 0) {
      parked.update(still);
      context.output(Outputs.COUNTS, Count.add(Counters.UNKNOWN_RULES, dropped));
    }
    if (!still.isEmpty()) {
      lookAgain(context);
    }
  }

  /** Timers are set after the watermark, so that one watermark fires one of them. */
  private void lookAgain(ReadOnlyContext context) {
    long now = context.timerService().currentWatermark();
    context.timerService().registerEventTimeTimer(now + PARK_STEP_MILLIS);
  }

  /** Sends what comes of the event at hand. */
  private static final class Sending implements EventEvaluation.Output {
    private KeyedBroadcastProcessFunction<Long, CandidateEvent, RuleSetDelta, Detection>
            .ReadOnlyContext
        context;
    private Collector<Detection> out;

    @Override
    public void detection(Detection detection) {
      out.collect(detection);
    }

    @Override
    public <T> void side(OutputTag<T> tag, T value) {
      context.output(tag, value);
    }

    @Override
    public long watermark() {
      return context.timerService().currentWatermark();
    }
  }
}
