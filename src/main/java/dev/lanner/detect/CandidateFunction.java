package dev.lanner.detect;

import dev.lanner.cql.compile.CompiledQuery.Grouping;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.detect.ActiveRule.ActiveConfirm;
import dev.lanner.detect.ActiveRules.EventQuery;
import dev.lanner.detect.wire.CandidateEvent;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Envelope;
import dev.lanner.detect.wire.EventRef;
import dev.lanner.detect.wire.GroupKey;
import dev.lanner.detect.wire.Identities;
import dev.lanner.detect.wire.LateEvent;
import dev.lanner.detect.wire.Pane;
import dev.lanner.detect.wire.Partial;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.Types;
import dev.lanner.events.decode.EventIdentity;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.events.enrich.EnrichedEvent;
import dev.lanner.events.enrich.FleetNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Takes the candidates of one sensor: throws duplicates out, adds the names of host and user, runs
 * the whole per-event part of each rule the event may match, applies exceptions, and sends what is
 * left on its way: detections of per-event rules, parts of aggregates, candidates and evidence for
 * confirmation.
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
  private transient Scratch scratch;

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

  /** What is made once for a rule set. */
  private static final class Scratch {
    final ActiveRules rules;
    final FdrDecoder decoder;
    final Row row;
    final RowView view;
    final EnrichedEvent event;

    Scratch(ActiveRules rules, FleetNames fleet) {
      this.rules = rules;
      this.decoder = FdrDecoder.forEvents(rules.fields());
      this.row = new Row(rules.fields());
      this.view = new RowView(rules.fields());
      this.event = new EnrichedEvent(rules.fields(), fleet.hosts(), fleet.users());
    }
  }

  @Override
  public void open(OpenContext context) {
    ruleSets = new RuleSets(initial, world);
    fleet = names.open();
    maker = new DetectionMaker(settings.confirmHoldMillis());
    seen =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("seen", BasicTypeInfo.LONG_TYPE_INFO, Types.IDENTITIES));
    parked = getRuntimeContext().getListState(new ListStateDescriptor<>("parked", Types.CANDIDATE));
  }

  @Override
  public void processBroadcastElement(RuleSetDelta set, Context context, Collector<Detection> out)
      throws Exception {
    ruleSets.add(set, context.getBroadcastState(RuleSets.STATE));
  }

  @Override
  public void processElement(
      CandidateEvent event, ReadOnlyContext context, Collector<Detection> out) throws Exception {
    ruleSets.look(context.getBroadcastState(RuleSets.STATE));
    unpark(context, out);
    if (ruleSets.find(event.set).isPresent()) {
      take(event, context, out);
    } else if (event.set > ruleSets.newest().number()) {
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
    if (scratch == null || scratch.rules != rules) {
      scratch = new Scratch(rules, fleet);
    }
    if (!(scratch.decoder.decode(event.bytes, 0, event.bytes.length) instanceof FdrEvent decoded)) {
      throw new IllegalStateException("a line that was an event before is none now");
    }
    if (isDuplicate(decoded.identity(), event.time, context)) {
      context.output(Outputs.COUNTS, Count.add(Counters.DUPLICATES, 1));
      return;
    }
    new Evaluation(event, decoded, decoded.identity().toString(), context, out).run();
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

  /** One event on its way through the rules it may match. */
  private final class Evaluation {
    private final CandidateEvent candidate;
    private final FdrEvent decoded;
    private final String identity;
    private final String cid;
    private final String aid;
    private final Event event;
    private final ReadOnlyContext context;
    private final Collector<Detection> out;
    private final Set<String> late = new TreeSet<>();
    private boolean matched;
    private int ordinal;

    Evaluation(
        CandidateEvent candidate,
        FdrEvent decoded,
        String identity,
        ReadOnlyContext context,
        Collector<Detection> out) {
      this.candidate = candidate;
      this.decoded = decoded;
      this.identity = identity;
      this.cid = orEmpty(decoded.text("cid"));
      this.aid = orEmpty(decoded.text("aid"));
      this.event = scratch.event.reset(decoded);
      this.context = context;
      this.out = out;
    }

    void run() {
      scratch.rules.time().event(candidate.time);
      for (int place : candidate.queries) {
        EventQuery query = scratch.rules.queries().get(place);
        matched = false;
        ordinal = 0;
        query
            .query()
            .perEvent()
            .process(
                scratch.row.reset(event),
                row -> {
                  if (query.isEvidence()) {
                    evidence(query, row);
                  } else {
                    match(query.rule(), row);
                  }
                });
      }
      if (!late.isEmpty()) {
        context.output(Outputs.COUNTS, Count.add(Counters.LATE, 1));
        context.output(
            Outputs.LATE,
            new LateEvent(
                candidate.time,
                context.timerService().currentWatermark(),
                cid,
                aid,
                eventId(),
                identity,
                List.copyOf(late)));
      }
    }

    private static String orEmpty(String text) {
      return text == null ? "" : text;
    }

    private String eventId() {
      String id = event.text("id");
      return id == null || id.isEmpty() ? identity : id;
    }

    private void match(ActiveRule rule, Row row) {
      boolean first = !matched;
      if (first) {
        matched = true;
        context.output(Outputs.COUNTS, rule.matched());
      }
      RowView view = scratch.view.of(row, event);
      boolean excepted = rule.excepts(view, candidate.time);
      Optional<Grouping> grouping = rule.query().grouping();
      if (grouping.isEmpty()) {
        context.output(Outputs.COUNTS, rule.candidate());
        if (excepted || rule.exceptsRow(view, candidate.time)) {
          context.output(Outputs.COUNTS, rule.byException());
        } else {
          detection(rule, row, view);
        }
        ordinal++;
      } else if (excepted) {
        if (first) {
          context.output(Outputs.COUNTS, rule.excepted());
        }
      } else if (!candidate.quarantined) {
        aggregate(rule, grouping.get(), row, view);
      }
    }

    private void detection(ActiveRule rule, Row row, RowView view) {
      Detection detection = maker.ofEvent(rule, cid, candidate.time, identity, ordinal, row, view);
      clock(rule.confirms());
      ConfirmTags.send(
          rule,
          detection,
          view,
          decoded.sensorTimeMillis(),
          tagged -> context.output(Outputs.TAGGED, tagged),
          count -> context.output(Outputs.COUNTS, count),
          out);
    }

    private void clock(List<ActiveConfirm> confirms) {
      if (!confirms.isEmpty() && decoded.sensorClockAhead()) {
        context.output(Outputs.COUNTS, Count.add(Counters.CLOCK_AHEAD, 1));
      }
    }

    private void evidence(EventQuery query, Row row) {
      clock(query.rule().confirms());
      ConfirmTags.evidence(
              query.rule(),
              query.clause(),
              cid,
              identity,
              candidate.time,
              decoded.sensorTimeMillis(),
              scratch.view.of(row, event))
          .ifPresent(tagged -> context.output(Outputs.TAGGED, tagged));
    }

    private void aggregate(ActiveRule rule, Grouping grouping, Row row, RowView view) {
      String[] group = new String[grouping.keys().length];
      if (!grouping.key(row, group)) {
        return;
      }
      long paneMillis = rule.paneMillis();
      long pane = Math.floorDiv(candidate.time, paneMillis) * paneMillis;
      long watermark = context.timerService().currentWatermark();
      if (pane + paneMillis - 1 <= watermark) {
        if (late.add(rule.id())) {
          context.output(Outputs.COUNTS, rule.late());
        }
        if (pane + rule.windowMillis() - 1 <= watermark) {
          return;
        }
      }
      Accumulator accumulator = grouping.create();
      accumulator.add(row);
      Envelope envelope = new Envelope(rule.envelopeFields().size());
      envelope.add(
          new EventRef(candidate.time, eventId()),
          decoded.sensorTimeMillis(),
          envelopeValues(rule, view));
      String key = new GroupKey(cid, rule.id(), rule.logicHash(), List.of(group)).text();
      context.output(Outputs.PARTIALS, new Partial(key, pane, new Pane(accumulator, envelope)));
    }

    private String[] envelopeValues(ActiveRule rule, RowView view) {
      List<String> fields = rule.envelopeFields();
      String[] values = new String[fields.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = view.given(fields.get(i));
      }
      return values;
    }
  }
}
