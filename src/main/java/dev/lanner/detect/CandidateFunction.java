package dev.lanner.detect;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.detect.ActiveRules.EventQuery;
import dev.lanner.detect.wire.CandidateEvent;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.HeardByKey;
import dev.lanner.detect.wire.LateEvent;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.Types;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.events.enrich.EnrichedEvent;
import dev.lanner.events.enrich.FleetNames;
import dev.lanner.events.enrich.HeardNames;
import dev.lanner.events.enrich.NameEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Takes the candidates of one sensor: throws duplicates out and evaluates the others ({@link
 * EventEvaluation}), with the names that events of the host told.
 *
 * <p>State a key: the identities of the events of the last {@code dedup.horizon}, each removed by a
 * timer (in a batch none, {@link OrderedRepetitions}); events whose rule set is not known yet, kept
 * until it comes; events that wait for names, until event time has passed them ({@link
 * NameTiming}); and names, bounded, of which the newest stay for good ({@link HeardNames}).
 */
final class CandidateFunction
    extends KeyedBroadcastProcessFunction<Long, CandidateEvent, RuleSetDelta, Detection> {
  private static final long serialVersionUID = 1;

  /** How often, in event time, a parked event is looked at again. */
  private static final long PARK_STEP_MILLIS = 1000;

  /** For how long behind event time an event may still find the name of its own time. */
  private static final long NAMES_SLACK_MILLIS = 3_600_000;

  private final RuleSetDelta initial;
  private final World world;
  private final Names names;
  private final long dedupMillis;
  private final DetectionSettings settings;
  private final boolean sortedInput;

  private transient RuleSets ruleSets;
  private transient FleetNames fleet;
  private transient DetectionMaker maker;
  private transient SeenEvents seen;
  private transient ListState<CandidateEvent> parked;
  private transient ValueState<HeardByKey> heard;
  private transient MapState<Long, List<CandidateEvent>> held;
  private transient EventEvaluation evaluation;

  /** Of each query of {@link #evaluation}, whether it waits for no names. */
  private transient boolean[] isAtOnce;

  private transient FdrDecoder decoder;
  private transient FdrDecoder nameDecoder;
  private transient Sending sending;
  private transient OrderedRepetitions repetitions;

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
    seen = new SeenEvents(getRuntimeContext(), dedupMillis);
    parked = getRuntimeContext().getListState(new ListStateDescriptor<>("parked", Types.CANDIDATE));
    heard = getRuntimeContext().getState(new ValueStateDescriptor<>("heard", Types.HEARD));
    held =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "held", BasicTypeInfo.LONG_TYPE_INFO, new ListTypeInfo<>(Types.CANDIDATE)));
    nameDecoder = FdrDecoder.forEvents(new FieldTable());
    repetitions = new OrderedRepetitions(event -> decode(nameDecoder, event));
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
    if (sortedInput && settings.names().waitMillis() > 0) {
      releaseUntil(event.time, context, out);
    }
    if (event.queries.length == 0) {
      hear(decode(nameDecoder, event), context);
    } else if (ruleSets.find(event.set).isPresent()) {
      take(event, context, out);
    } else if (event.set > ruleSets.newestNumber()) {
      parked.add(event);
      lookAgain(context);
    } else {
      giveUp(event, context);
    }
  }

  private static void giveUp(CandidateEvent event, ReadOnlyContext context) {
    context.output(Outputs.COUNTS, Count.add(Counters.UNKNOWN_RULES, 1));
    long now = context.timerService().currentWatermark();
    context.output(Outputs.MISSED, LateEvent.givenUp(event.time, now, List.of()));
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
    prepare(ruleSets.find(event.set).orElseThrow());
    FdrEvent decoded = decode(decoder, event);
    if (NameEvents.TYPES.contains(decoded.simpleName()) && !event.quarantined) {
      hear(decoded, context);
    }
    boolean repeated =
        sortedInput
            ? repetitions.isRepeated(event, decoded)
            : !seen.add(decoded.identity(), event.time, context.timerService());
    if (repeated) {
      context.output(Outputs.COUNTS, Count.add(Counters.DUPLICATES, 1));
      return;
    }
    sending.context = context;
    sending.out = out;
    long now = context.timerService().currentWatermark();
    sending.watermark = KeyedRulesOperator.behind(now, settings.names().waitMillis());
    if (!waits(event, decoded, now)) {
      evaluate(event, event.queries, decoded, namesUntil(event));
      return;
    }
    int[] atOnce = Arrays.stream(event.queries).filter(query -> isAtOnce[query]).toArray();
    if (atOnce.length > 0) {
      evaluate(event, atOnce, decoded, Long.MAX_VALUE);
    }
    if (atOnce.length < event.queries.length) {
      hold(atOnce.length == 0 ? event : without(atOnce, event), context);
    }
  }

  private void prepare(ActiveRules rules) {
    if (evaluation == null || evaluation.rules() != rules) {
      decoder = FdrDecoder.forEvents(rules.fields());
      // What is spent here is not told: this kind of operator cannot before a checkpoint.
      evaluation =
          new EventEvaluation(rules, new QueryCosts(rules.queries()), fleet, maker, sending);
      isAtOnce = new boolean[rules.queries().size()];
      for (int i = 0; i < isAtOnce.length; i++) {
        EventQuery query = rules.queries().get(i);
        isAtOnce[i] = query.isNameless() || settings.names().singlesAtOnce() && isSingle(query);
      }
    }
  }

  private static FdrEvent decode(FdrDecoder decoder, CandidateEvent event) {
    if (decoder.decode(event.bytes, 0, event.bytes.length) instanceof FdrEvent decoded) {
      return decoded;
    }
    throw new IllegalStateException("a line that was an event before is none now");
  }

  private void evaluate(CandidateEvent event, int[] queries, FdrEvent decoded, long namesUntil)
      throws Exception {
    HeardByKey known = EnrichedEvent.lacksNames(decoded) ? heard.value() : null;
    evaluation.run(
        decoded,
        queries,
        queries.length,
        event.quarantined,
        known == null
            ? HeardNames.NOTHING
            : known.find(orEmpty(decoded.cid()), orEmpty(decoded.aid())),
        namesUntil);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /** Takes the names into account that an event tells. */
  private void hear(FdrEvent event, ReadOnlyContext context) throws Exception {
    if (!NameEvents.tells(event)) {
      return;
    }
    long time = event.timestampMillis();
    long now = sortedInput ? time : context.timerService().currentWatermark();
    long keep = NAMES_SLACK_MILLIS + dedupMillis + settings.names().waitMillis();
    HeardByKey known = heard.value();
    if (known == null) {
      known = new HeardByKey();
    }
    known
        .of(orEmpty(event.cid()), event.aid())
        .hear(event, time, before(now, 1), before(now, keep));
    heard.update(known);
  }

  private static long before(long time, long millis) {
    return time < Long.MIN_VALUE + millis ? Long.MIN_VALUE : time - millis;
  }

  /** Until when what is told counts for an event. */
  private long namesUntil(CandidateEvent event) {
    return after(event.time, settings.names().waitMillis());
  }

  /** Whether more may be told of the names of an event; a time beyond all limits would last. */
  private boolean waits(CandidateEvent event, FdrEvent decoded, long now) {
    boolean inOrder = sortedInput && settings.names().waitMillis() == 0;
    return !inOrder
        && !event.quarantined
        && namesUntil(event) > now
        && EnrichedEvent.lacksNames(decoded);
  }

  /** Whether a detection needs nothing but the event. */
  private static boolean isSingle(EventQuery query) {
    return !query.isEvidence()
        && query.query().grouping().isEmpty()
        && query.rule().confirms().isEmpty()
        && query.rule().throttle().isEmpty();
  }

  private static CandidateEvent without(int[] done, CandidateEvent event) {
    int[] others =
        Arrays.stream(event.queries).filter(q -> Arrays.binarySearch(done, q) < 0).toArray();
    return new CandidateEvent(
        event.set, others, event.key, event.time, event.quarantined, event.bytes);
  }

  private void hold(CandidateEvent event, ReadOnlyContext context) throws Exception {
    long due = namesUntil(event);
    List<CandidateEvent> others = held.get(due);
    if (others == null) {
      others = new ArrayList<>();
      context.timerService().registerEventTimeTimer(due);
    }
    others.add(event);
    held.put(due, others);
  }

  /** A batch fires timers at the end of a key only. */
  private void releaseUntil(long time, ReadOnlyContext context, Collector<Detection> out)
      throws Exception {
    TreeSet<Long> due = new TreeSet<>();
    for (Long one : held.keys()) {
      if (one <= time) {
        due.add(one);
      }
    }
    for (Long one : due) {
      release(one, context, out);
    }
  }

  /** Evaluates what had to wait until {@code due}. Event time behind here has not passed it. */
  private void release(long due, ReadOnlyContext context, Collector<Detection> out)
      throws Exception {
    List<CandidateEvent> events = held.get(due);
    if (events == null) {
      return;
    }
    held.remove(due);
    sending.context = context;
    sending.out = out;
    for (CandidateEvent event : events) {
      Optional<ActiveRules> rules = ruleSets.find(event.set);
      if (rules.isPresent()) {
        prepare(rules.get());
        sending.watermark = event.time - 1;
        evaluate(event, event.queries, decode(decoder, event), due);
      } else {
        giveUp(event, context);
      }
    }
  }

  private static long after(long time, long millis) {
    return time > Long.MAX_VALUE - millis ? Long.MAX_VALUE : time + millis;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Detection> out)
      throws Exception {
    seen.forget(timestamp);
    ruleSets.look(context.getBroadcastState(RuleSets.STATE));
    release(timestamp, context, out);
    if (parked.get().iterator().hasNext()) {
      unpark(context, out);
      dropParked(context);
    }
  }

  /** Gives up on what waited too long, and on all at the end of the input. */
  private void dropParked(OnTimerContext context) throws Exception {
    long now = context.timerService().currentWatermark();
    List<CandidateEvent> still = new ArrayList<>();
    boolean any = false;
    for (CandidateEvent event : parked.get()) {
      if (now == Long.MAX_VALUE || after(event.time, settings.parkMillis()) <= now) {
        giveUp(event, context);
        any = true;
      } else {
        still.add(event);
      }
    }
    if (any) {
      parked.update(still);
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
    private long watermark;

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
      return watermark;
    }
  }

  @Override
  public void close() {
    if (fleet != null) {
      names.close();
    }
  }
}
