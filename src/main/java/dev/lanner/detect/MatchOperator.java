package dev.lanner.detect;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Filter;
import dev.lanner.detect.ActiveRules.EventQuery;
import dev.lanner.detect.wire.CandidateEvent;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.DeadLetter;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.RawLine;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.RulesApplied;
import dev.lanner.events.decode.DecodeFailure;
import dev.lanner.events.decode.Decoded;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.events.enrich.EnrichedEvent;
import dev.lanner.events.enrich.FleetNames;
import dev.lanner.events.enrich.NameEvents;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractInput;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorV2;
import org.apache.flink.streaming.api.operators.Input;
import org.apache.flink.streaming.api.operators.MultipleInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Decodes lines and lets through the events that some rule may match, and those that tell names:
 * the one operator that sees everything.
 *
 * <p>It runs in the task of the source, so that raw lines never cross a task (but with checkpoints,
 * see {@link MatchOperatorFactory}). Only an operator of several inputs can do that beside
 * broadcast rules; a broadcast process function would cut the chain. Event time is that of the
 * lines alone: rules move no watermark and hold none back.
 */
final class MatchOperator extends AbstractStreamOperatorV2<CandidateEvent>
    implements MultipleInputStreamOperator<CandidateEvent> {
  /** How much of a bad line goes to the dead letters. */
  private static final int TEXT_BYTES = 200;

  /** How far time had come. */
  private static final ListStateDescriptor<Long> MARKS =
      new ListStateDescriptor<>("marks", BasicTypeInfo.LONG_TYPE_INFO);

  /** What is known only after enrichment, so that no early part may read it. */
  private static final Set<String> DEFERRED = EnrichedEvent.FILLED_IN;

  private static final ListStateDescriptor<Long> SEEN =
      new ListStateDescriptor<>("seen", BasicTypeInfo.LONG_TYPE_INFO);

  private final RuleSets ruleSets;
  private final MatchSettings settings;
  private final Optional<DirectEvaluation> direct;

  private long lines;
  private long files;
  private long cutFiles;
  private long decoded;
  private long outside;
  private long quarantined;
  private long deadLetters;
  private long disorder;

  /** The largest time of the file so far, and by how much an event lay behind. */
  private long largest = Long.MIN_VALUE;

  private long disorderOfFile;

  private BroadcastState<Long, RuleSetDelta> ruleState;
  private ActiveRules rules;
  private QueryIndex index;
  private QueryCosts costs;
  private Filter[] earlyParts;
  private boolean[] needWholeLine;
  private FdrDecoder decoder;
  private Row row;
  private int[] passed;
  private FleetNames fleet;
  private EventEvaluation evaluation;
  private long watermark = Long.MIN_VALUE;
  private long time;
  private MatchGauges gauges;
  private ListState<Long> marks;
  private long restoredMark = Long.MIN_VALUE;
  private SilentTime silence;
  private ScheduledFuture<?> nextStep;

  /** The largest event time evaluated so far, and what bounds it from above after a restore. */
  private ListState<Long> seenState;

  private long seen = Long.MIN_VALUE;
  private long seenBefore = Long.MIN_VALUE;
  private boolean isRestored;
  private boolean appliedIsTold;

  /** The earliest and the latest event, of those that are not ahead of the clock. */
  private long earliest = Long.MAX_VALUE;

  private long latest = Long.MIN_VALUE;
  private long clock;

  MatchOperator(
      StreamOperatorParameters<CandidateEvent> parameters,
      RuleSetDelta initial,
      World world,
      MatchSettings settings,
      Optional<DirectEvaluation> direct) {
    super(parameters, 2);
    this.ruleSets = RuleSets.newestOnly(initial, world);
    this.settings = settings;
    this.direct = direct;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    gauges = new MatchGauges(getMetricGroup(), Clock.systemUTC());
    ruleState = context.getOperatorStateStore().getBroadcastState(RuleSets.STATE);
    marks = context.getOperatorStateStore().getUnionListState(MARKS);
    restoredMark = slowest(marks.get());
    ruleSets.look(ruleState);
    useNewest();
    clock = Clock.systemUTC().millis();
    seenState = context.getOperatorStateStore().getUnionListState(SEEN);
    isRestored = context.isRestored();
    if (isRestored) {
      long largest = Long.MIN_VALUE;
      for (Long one : seenState.get()) {
        largest = Math.max(largest, one);
      }
      // An older state does not say.
      seenBefore = largest == Long.MIN_VALUE ? clock + settings.mostAhead() : largest;
    }
  }

  /** Says by which rules events are evaluated from now on, and what went before. */
  private void tellApplied(long before) {
    appliedIsTold = true;
    side(
        Outputs.RULES_APPLIED,
        new RulesApplied(
            rules.number(),
            getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
            getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks(),
            before,
            rules.applied()));
  }

  /** Who goes on with a state that was drained does not know it any more. */
  private void tellRestored() {
    if (isRestored && !appliedIsTold) {
      tellApplied(seenBefore);
    }
  }

  private void useNewest() {
    if (rules == ruleSets.newest()) {
      return;
    }
    if (costs != null) {
      costs.tell(this::tell);
    }
    rules = ruleSets.newest();
    gauges.rules(rules.number(), rules.size());
    costs = new QueryCosts(rules.queries());
    index =
        new QueryIndex(
            rules.queries().stream().map(EventQuery::query).toList(), rules.fields(), DEFERRED);
    decoder = FdrDecoder.forEvents(rules.fields());
    row = new Row(rules.fields());
    earlyParts =
        rules.queries().stream()
            .map(query -> query.query().prefilter(DEFERRED::contains))
            .toArray(Filter[]::new);
    passed = new int[earlyParts.length];
    needWholeLine = new boolean[earlyParts.length];
    for (int i = 0; i < needWholeLine.length; i++) {
      needWholeLine[i] = rules.queries().get(i).needsWholeLine();
    }
    if (direct.isPresent()) {
      fleet = fleet == null ? direct.get().names().open() : fleet;
      DetectionMaker maker = new DetectionMaker(direct.get().settings().confirmHoldMillis());
      evaluation = new EventEvaluation(rules, costs, fleet, maker, new Sending());
    }
  }

  @Override
  @SuppressWarnings("rawtypes")
  public List<Input> getInputs() {
    return List.of(new Lines(), new Rules());
  }

  @SuppressWarnings("unchecked")
  private final class Lines extends AbstractInput<RawLine, CandidateEvent> {
    Lines() {
      super(MatchOperator.this, 1);
    }

    @Override
    public void processElement(StreamRecord<RawLine> element) {
      if (!appliedIsTold) {
        tellRestored();
      }
      take(element.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      if (mark.getTimestamp() == Long.MAX_VALUE) {
        tellCounts();
      }
      // After a silence the clock may have led further than the first events do.
      if (mark.getTimestamp() >= watermark) {
        advance(mark);
      }
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) {
      output.emitWatermarkStatus(status);
      if (nextStep != null) {
        nextStep.cancel(false);
        nextStep = null;
      }
      if (status.isIdle() && settings.endsSilence()) {
        silence = new SilentTime(settings.silenceMillis());
        silence.begin(Math.max(watermark, restoredMark), now());
        awaitStep();
      }
    }
  }

  private void advance(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    gauges.watermark(watermark);
    processWatermark(mark);
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private void awaitStep() {
    nextStep =
        getProcessingTimeService()
            .registerTimer(now() + SilentTime.STEP_MILLIS, timestamp -> stepInSilence());
  }

  /**
   * Lets time go on while nothing comes. To those behind it this instance stays idle but for the
   * moment: who still has events is not hurried, and if nobody has, the furthest counts.
   */
  private void stepInSilence() throws Exception {
    if (nextStep == null) {
      return;
    }
    long mark = silence.at(now());
    if (mark > watermark) {
      output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
      advance(new Watermark(mark));
      output.emitWatermarkStatus(WatermarkStatus.IDLE);
    }
    awaitStep();
  }

  /** How far time had come at the least; after a restore nobody else knows it before an event. */
  private static long slowest(Iterable<Long> marks) {
    long slowest = Long.MAX_VALUE;
    for (long mark : marks) {
      slowest = Math.min(slowest, mark);
    }
    return slowest == Long.MAX_VALUE ? Long.MIN_VALUE : slowest;
  }

  @SuppressWarnings("unchecked")
  private final class Rules extends AbstractInput<RuleSetDelta, CandidateEvent> {
    Rules() {
      super(MatchOperator.this, 2);
    }

    @Override
    public void processElement(StreamRecord<RuleSetDelta> element) throws Exception {
      tellRestored();
      ruleSets.add(element.getValue(), ruleState, watermark);
      long before = rules.number();
      useNewest();
      if (rules.number() != before) {
        tellApplied(Math.max(seen, seenBefore));
      } else if (!appliedIsTold) {
        // The set of the job's graph, by which events were evaluated from the first one on.
        tellApplied(Long.MIN_VALUE);
      }
    }

    @Override
    public void processWatermark(Watermark mark) {}

    @Override
    public void processWatermarkStatus(WatermarkStatus status) {}
  }

  private void take(RawLine line) {
    if (line.end != null) {
      endOfFile(line);
    } else if (line.problem != null) {
      dead(line, line.problem);
    } else {
      Decoded result = decoder.decode(line.bytes, line.from, line.length, line.plain);
      if (result instanceof FdrEvent event) {
        match(event, line);
      } else if (result instanceof DecodeFailure failure) {
        dead(line, failure.message());
      }
    }
  }

  private void match(FdrEvent event, RawLine line) {
    time = event.timestampMillis();
    decoded++;
    if (time <= clock) {
      latest = Math.max(latest, time);
      earliest = Math.min(earliest, time);
    }
    boolean beyond = settings.isBeyond(time);
    if (!beyond) {
      disorderOfFile = Math.max(disorderOfFile, largest == Long.MIN_VALUE ? 0 : largest - time);
      largest = Math.max(largest, time);
      seen = Math.max(seen, time);
    }
    if (settings.isOutside(time)) {
      outside++;
      return;
    }
    if (beyond) {
      quarantined++;
    }
    rules.time().event(time);
    int candidates = index.look(event);
    if (evaluation != null) {
      if (candidates > 0) {
        evaluation.run(event, index.found(), candidates, beyond);
      }
      return;
    }
    int n = 0;
    for (int i = 0; i < candidates; i++) {
      int query = index.found()[i];
      long start = costs.start(query);
      if (earlyParts[query].test(row.reset(event))) {
        passed[n++] = query;
      }
      costs.end(query, start);
    }
    if (n > 0 || index.tellsNames() && !beyond && NameEvents.tells(event)) {
      output.collect(
          new StreamRecord<>(
              new CandidateEvent(
                  rules.number(),
                  Arrays.copyOf(passed, n),
                  CandidateEvent.keyOf(event.cid(), event.aid()),
                  time,
                  beyond,
                  bytes(event, line, n)),
              time));
    }
  }

  /** What has to be known of an event that {@code n} queries may match. */
  private byte[] bytes(FdrEvent event, RawLine line, int n) {
    byte[] excerpt = null;
    boolean whole = false;
    for (int i = 0; i < n; i++) {
      whole |= needWholeLine[passed[i]];
    }
    if (!whole) {
      excerpt = event.excerpt();
    }
    return excerpt != null
        ? excerpt
        : Arrays.copyOfRange(line.bytes, line.from, line.from + line.length);
  }

  /** Sends what comes of an event that is evaluated here. */
  private final class Sending implements EventEvaluation.Output {
    @Override
    public void detection(Detection detection) {
      side(Outputs.DETECTIONS, detection);
    }

    @Override
    public <T> void side(OutputTag<T> tag, T value) {
      output.collect(tag, new StreamRecord<>(value, time));
    }

    @Override
    public long watermark() {
      return watermark;
    }
  }

  private void dead(RawLine line, String cause) {
    deadLetters++;
    int kept = Math.min(line.length, TEXT_BYTES);
    String text = new String(line.bytes, line.from, kept, StandardCharsets.UTF_8);
    side(Outputs.DEAD_LETTERS, new DeadLetter(line.file, line.line, line.offset, cause, text));
  }

  private void endOfFile(RawLine line) {
    lines += line.end.lines();
    files++;
    disorder = Math.max(disorder, Math.max(line.end.disorderMillis(), disorderOfFile));
    disorderOfFile = 0;
    largest = Long.MIN_VALUE;
    if (line.end.problem() != null) {
      cutFiles++;
      side(
          Outputs.CUT_FILES,
          new DeadLetter(line.file, line.end.lines(), -1, line.end.problem(), ""));
    }
  }

  private <T> void side(OutputTag<T> tag, T value) {
    output.collect(tag, new StreamRecord<>(value));
  }

  /**
   * Hands the numbers on before a checkpoint, so that none is lost or counted twice, and before the
   * last watermark, at which the account is closed.
   */
  private void tellCounts() {
    tell(Count.add(Counters.LINES, lines));
    tell(Count.add(Counters.FILES, files));
    tell(Count.add(Counters.CUT_FILES, cutFiles));
    tell(Count.add(Counters.DECODED, decoded));
    tell(Count.add(Counters.OUTSIDE, outside));
    tell(Count.add(Counters.QUARANTINED, quarantined));
    tell(Count.add(Counters.DEAD_LETTERS, deadLetters));
    tell(Count.atLeast(Counters.DISORDER, disorder));
    if (earliest != Long.MAX_VALUE) {
      tell(Count.atLeast(Counters.LATEST, latest));
      tell(Count.atLeast(Counters.MINUS_EARLIEST, -earliest));
    }
    costs.tell(this::tell);
    lines = 0;
    files = 0;
    cutFiles = 0;
    decoded = 0;
    outside = 0;
    quarantined = 0;
    deadLetters = 0;
    disorder = 0;
  }

  private void tell(Count count) {
    if (count.value() != 0) {
      side(Outputs.COUNTS, count);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    tellCounts();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    long mark = Math.max(watermark, restoredMark);
    // The last watermark of all says that the input has ended, and is no time.
    boolean isTime = mark != Long.MIN_VALUE && mark != Long.MAX_VALUE;
    marks.update(isTime ? List.of(mark) : List.of());
    seenState.update(List.of(Math.max(seen, seenBefore)));
  }

  @Override
  public void finish() throws Exception {
    tellCounts();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (fleet != null) {
      direct.orElseThrow().names().close();
    }
    super.close();
  }
}
