package dev.lanner.detect;

import dev.lanner.cql.compile.CompiledQuery.Grouping;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.detect.ActiveRule.ActiveConfirm;
import dev.lanner.detect.ActiveRules.EventQuery;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Envelope;
import dev.lanner.detect.wire.EventRef;
import dev.lanner.detect.wire.GroupKey;
import dev.lanner.detect.wire.LateEvent;
import dev.lanner.detect.wire.Pane;
import dev.lanner.detect.wire.Partial;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.events.enrich.EnrichedEvent;
import dev.lanner.events.enrich.FleetNames;
import dev.lanner.events.enrich.HeardNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.util.OutputTag;

/**
 * Takes an event through the rules it may match: adds the names of host and user, runs the whole
 * per-event part of each, applies exceptions, and sends what is left on its way: detections of
 * per-event rules, parts of aggregates, candidates and evidence for confirmation.
 *
 * <p>For one rule set; keeps scratch space. Not thread-safe.
 */
final class EventEvaluation {
  private final ActiveRules rules;
  private final QueryCosts costs;
  private final DetectionMaker maker;
  private final Output output;
  private final Row row;
  private final RowView view;
  private final EnrichedEvent event;
  private final Set<String> late = new TreeSet<>();

  private FdrEvent decoded;
  private long time;
  private boolean quarantined;
  private String cid;
  private boolean matched;
  private int ordinal;

  /** Where results go, and how far time has come there. */
  interface Output {
    void detection(Detection detection);

    <T> void side(OutputTag<T> tag, T value);

    long watermark();
  }

  EventEvaluation(
      ActiveRules rules, QueryCosts costs, FleetNames fleet, DetectionMaker maker, Output output) {
    this.rules = rules;
    this.costs = costs;
    this.maker = maker;
    this.output = output;
    this.row = new Row(rules.fields());
    this.view = new RowView(rules.fields());
    this.event = new EnrichedEvent(rules.fields(), fleet.hosts(), fleet.users());
  }

  ActiveRules rules() {
    return rules;
  }

  /**
   * Takes one event through.
   *
   * @param queries places in the list of queries, the first {@code count} of them
   * @param beyondLimit whether the event enters no window
   */
  void run(FdrEvent newEvent, int[] queries, int count, boolean beyondLimit) {
    run(newEvent, queries, count, beyondLimit, HeardNames.NOTHING, newEvent.timestampMillis());
  }

  /**
   * Takes one event through, whose host others have told of.
   *
   * @param heard what they told
   * @param heardUntil before which time that must have been
   */
  void run(
      FdrEvent newEvent,
      int[] queries,
      int count,
      boolean beyondLimit,
      HeardNames heard,
      long heardUntil) {
    decoded = newEvent;
    time = newEvent.timestampMillis();
    quarantined = beyondLimit;
    cid = orEmpty(newEvent.cid());
    event.reset(newEvent, time, heard, heardUntil);
    late.clear();
    rules.time().event(time);
    for (int i = 0; i < count; i++) {
      EventQuery query = rules.queries().get(queries[i]);
      matched = false;
      ordinal = 0;
      long start = costs.start(queries[i]);
      query
          .query()
          .perEvent()
          .process(
              row.reset(event),
              made -> {
                if (query.isEvidence()) {
                  evidence(query, made);
                } else {
                  match(query.rule(), made);
                }
              });
      costs.end(queries[i], start);
    }
    if (!late.isEmpty()) {
      output.side(Outputs.COUNTS, Count.add(Counters.LATE, 1));
      output.side(
          Outputs.LATE,
          new LateEvent(
              time,
              output.watermark(),
              cid,
              orEmpty(newEvent.text("aid")),
              eventId(),
              identity(),
              List.copyOf(late)));
    }
  }

  private String identity() {
    return decoded.identity().toString();
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private String eventId() {
    String id = event.text("id");
    return id == null || id.isEmpty() ? identity() : id;
  }

  private void match(ActiveRule rule, Row row) {
    boolean first = !matched;
    if (first) {
      matched = true;
      output.side(Outputs.COUNTS, rule.matched());
    }
    RowView view = this.view.of(row, event);
    boolean excepted = rule.excepts(view, time);
    Optional<Grouping> grouping = rule.query().grouping();
    if (grouping.isEmpty()) {
      output.side(Outputs.COUNTS, rule.candidate());
      if (excepted || rule.exceptsRow(view, time)) {
        output.side(Outputs.COUNTS, rule.byException());
      } else {
        detection(rule, row, view);
      }
      ordinal++;
    } else if (excepted) {
      if (first) {
        output.side(Outputs.COUNTS, rule.excepted());
      }
    } else if (quarantined) {
      missed(rule);
    } else {
      aggregate(rule, grouping.get(), row, view);
    }
  }

  private void detection(ActiveRule rule, Row row, RowView view) {
    Detection detection = maker.ofEvent(rule, cid, time, identity(), ordinal, row, view);
    clock(rule.confirms());
    lateForEvidence(rule);
    ConfirmTags.send(
        rule,
        detection,
        view,
        decoded.sensorTimeMillis(),
        tagged -> output.side(Outputs.TAGGED, tagged),
        count -> output.side(Outputs.COUNTS, count),
        output::detection);
  }

  private void clock(List<ActiveConfirm> confirms) {
    if (!confirms.isEmpty() && decoded.sensorClockAhead()) {
      output.side(Outputs.COUNTS, Count.add(Counters.CLOCK_AHEAD, 1));
    }
  }

  /** A candidate or evidence that event time has passed may miss the other, which is over. */
  private void lateForEvidence(ActiveRule rule) {
    if (!rule.confirms().isEmpty() && time <= output.watermark()) {
      output.side(Outputs.COUNTS, Count.add(Counters.ofRule(rule.id(), Counters.LATE_EVIDENCE), 1));
      missed(rule);
    }
  }

  private void missed(ActiveRule rule) {
    output.side(Outputs.MISSED, LateEvent.givenUp(time, output.watermark(), List.of(rule.id())));
  }

  private void evidence(EventQuery query, Row row) {
    clock(query.rule().confirms());
    lateForEvidence(query.rule());
    ConfirmTags.evidence(
            query.rule(),
            query.clause(),
            cid,
            time,
            decoded.sensorTimeMillis(),
            view.of(row, event))
        .ifPresent(tagged -> output.side(Outputs.TAGGED, tagged));
  }

  private void aggregate(ActiveRule rule, Grouping grouping, Row row, RowView view) {
    String[] group = new String[grouping.keys().length];
    if (!grouping.key(row, group)) {
      return;
    }
    long paneMillis = rule.paneMillis();
    long pane = Math.floorDiv(time, paneMillis) * paneMillis;
    long watermark = output.watermark();
    if (pane + paneMillis - 1 <= watermark) {
      if (late.add(rule.id())) {
        output.side(Outputs.COUNTS, rule.late());
      }
      if (pane + rule.windowMillis() - 1 <= watermark) {
        return;
      }
    }
    Accumulator accumulator = grouping.create();
    accumulator.add(row);
    Envelope envelope = new Envelope(rule.envelopeFields().size());
    envelope.add(
        new EventRef(time, eventId()), decoded.sensorTimeMillis(), envelopeValues(rule, view));
    String text = GroupKey.text(group, rule.groupSuffix(cid));
    output.side(
        Outputs.PARTIALS, new Partial(text, pane, new Pane(accumulator, envelope), rule.bar()));
  }

  private String[] envelopeValues(ActiveRule rule, RowView view) {
    int[] fields = rule.envelopeIds();
    String[] values = new String[fields.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = view.given(fields[i]);
    }
    return values;
  }
}
