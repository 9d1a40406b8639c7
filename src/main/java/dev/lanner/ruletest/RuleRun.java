package dev.lanner.ruletest;

import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.CompiledQuery.Grouping;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Output;
import dev.lanner.events.decode.EventIdentity;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.events.enrich.EnrichedEvent;
import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.rules.Rule;
import dev.lanner.ruletest.CompiledRule.Clause;
import dev.lanner.ruletest.CompiledRule.ExceptionQuery;
import dev.lanner.ruletest.Outcome.Cause;
import dev.lanner.ruletest.WindowedGroups.Group;
import dev.lanner.ruletest.WindowedGroups.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One rule over the events of one case, in the order of the job (DESIGN section 3): duplicates out,
 * per-event part, exceptions, windows and their rows, confirm, throttle. The events' order does not
 * matter, as it does not in a bounded job: nothing is late.
 */
final class RuleRun {
  private static final String CID = "cid";

  private final CompiledRule compiled;
  private final Rule rule;
  private final RuleEnvironment world;
  private final TestCase testCase;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final Map<Cause, Long> suppressed = new EnumMap<>(Cause.class);
  private final Row row;
  private final Row probe;
  private long matched;
  private long considered;

  RuleRun(CompiledRule compiled, RuleEnvironment world, TestCase testCase) {
    this.compiled = compiled;
    this.rule = compiled.rule();
    this.world = world;
    this.testCase = testCase;
    this.row = new Row(compiled.fields());
    this.probe = new Row(compiled.fields());
    for (Clause clause : compiled.clauses()) {
      evidence.add(new Evidence(clause.confirm().within().toMillis()));
    }
  }

  Outcome outcome() {
    WindowedGroups windows = compiled.query().grouping().map(this::windowed).orElse(null);
    FdrDecoder decoder = FdrDecoder.forEvents(compiled.fields());
    EnrichedEvent named =
        new CaseNames(testCase.hosts(), testCase.users()).event(compiled.fields());
    Set<EventIdentity> seen = new HashSet<>();
    for (String line : testCase.lines()) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      if (decoder.decode(bytes, 0, bytes.length) instanceof FdrEvent event
          && seen.add(event.identity())) {
        long time = event.timestampMillis();
        world.at(time, time, time);
        look(event, named.reset(event), windows);
      }
    }
    if (windows != null) {
      close(windows);
    }
    List<Candidate> through = throttled(confirmed());
    return new Outcome(
        matched,
        considered,
        suppressed,
        through.stream()
            .map(candidate -> new Outcome.Fired(candidate.timeMillis(), candidate.row()))
            .toList());
  }

  private WindowedGroups windowed(Grouping grouping) {
    long window = rule.window().orElseThrow().toMillis();
    long slide = rule.slide().map(duration -> duration.toMillis()).orElse(window);
    return new WindowedGroups(compiled.fields(), grouping, window, slide, envelopeNames());
  }

  /** The fields that something behind the aggregate may ask for. */
  private List<String> envelopeNames() {
    Set<String> names = new TreeSet<>(List.of("ComputerName", "UserName", "aid"));
    rule.throttle().ifPresent(throttle -> names.addAll(throttle.fields()));
    rule.confirm().forEach(confirm -> confirm.by().forEach(pair -> names.add(pair.candidate())));
    for (Clause clause : compiled.clauses()) {
      clause.when().ifPresent(when -> addRead(when, names));
    }
    for (ExceptionQuery exception : compiled.exceptions()) {
      if (exception.exception().onRow()) {
        addRead(exception.where(), names);
      }
    }
    return List.copyOf(names);
  }

  private void addRead(CompiledQuery query, Set<String> names) {
    query.read().stream().forEach(id -> names.add(compiled.fields().name(id)));
  }

  /** Shows one event to the rule and to its confirm clauses. */
  private void look(FdrEvent event, Event named, WindowedGroups windows) {
    gatherEvidence(event, named);
    int[] ordinal = {0};
    boolean[] passed = {false};
    compiled
        .query()
        .perEvent()
        .process(
            row.reset(named),
            made -> {
              passed[0] = true;
              if (windows == null) {
                perEventCandidate(event, named, made, ordinal[0]++);
              } else if (excepted(named, event.timestampMillis(), false)) {
                count(Cause.EXCEPTION);
              } else {
                windows.add(
                    made, named, cid(named), event.timestampMillis(), event.sensorTimeMillis());
              }
            });
    if (passed[0]) {
      matched++;
    }
  }

  private void gatherEvidence(FdrEvent event, Event named) {
    for (int i = 0; i < evidence.size(); i++) {
      Clause clause = compiled.clauses().get(i);
      Evidence sink = evidence.get(i);
      clause
          .evidence()
          .perEvent()
          .process(
              probe.reset(named),
              made -> {
                List<String> key = new ArrayList<>(List.of(cid(named)));
                RowView view = new RowView(made, named);
                clause.confirm().by().forEach(pair -> key.add(view.given(pair.evidence())));
                if (!key.subList(1, key.size()).contains("")) {
                  sink.add(key, event.timestampMillis(), event.sensorTimeMillis());
                }
              });
    }
  }

  private void perEventCandidate(FdrEvent event, Event named, Row made, int ordinal) {
    considered++;
    RowView view = new RowView(made, named);
    long time = event.timestampMillis();
    if (excepted(named, time, false) || excepted(view, time, true)) {
      count(Cause.EXCEPTION);
      return;
    }
    candidates.add(
        new Candidate(
            time,
            time,
            event.sensorTimeMillis(),
            event.identity().toString(),
            ordinal,
            made.toMap(),
            throttleKey(view, cid(named), List.of()),
            needs(named, view, cid(named))));
  }

  private void close(WindowedGroups windows) {
    Grouping grouping = compiled.query().grouping().orElseThrow();
    windows
        .windows()
        .forEach(
            (window, groups) -> {
              world.at(window.end(), window.start(), window.end());
              if (compiled.query().rows().perRow()) {
                groups.forEach(
                    (key, group) ->
                        finish(window, key, group.envelope(), rows(grouping, Map.of(key, group))));
              } else {
                Envelope all = new Envelope(compiled.fields(), envelopeNames());
                groups.values().forEach(group -> all.add(group.envelope()));
                finish(window, List.of(), all, rows(grouping, groups));
              }
            });
  }

  private static List<Row> rows(Grouping grouping, Map<List<String>, Group> groups) {
    List<Row> rows = new ArrayList<>();
    Output keep = made -> rows.add(made.copy());
    groups.forEach((key, group) -> grouping.emit(key.toArray(String[]::new), group.state(), keep));
    return rows;
  }

  private void finish(Window window, List<String> group, Envelope envelope, List<Row> rows) {
    int[] ordinal = {0};
    compiled
        .query()
        .rows()
        .run(
            rows,
            made -> {
              considered++;
              int place = ordinal[0]++;
              RowView view = new RowView(made, envelope);
              if (excepted(view, window.end(), true)) {
                count(Cause.EXCEPTION);
                return;
              }
              candidates.add(
                  new Candidate(
                      window.end(),
                      window.end(),
                      envelope.lastSensorMillis(),
                      window + " " + group,
                      place,
                      made.toMap(),
                      throttleKey(view, window.cid(), group),
                      needs(view, view, window.cid())));
            });
  }

  /** Whether an exception hits; one that has expired by the time of the event or row does not. */
  private boolean excepted(Event event, long timeMillis, boolean onRow) {
    LocalDate day = Instant.ofEpochMilli(timeMillis).atZone(ZoneOffset.UTC).toLocalDate();
    for (ExceptionQuery query : compiled.exceptions()) {
      Rule.RuleException exception = query.exception();
      if (exception.onRow() == onRow
          && !day.isAfter(exception.expires())
          && hits(query.where(), event)) {
        return true;
      }
    }
    return false;
  }

  private boolean hits(CompiledQuery filter, Event event) {
    boolean[] hit = {false};
    filter.perEvent().process(probe.reset(event), made -> hit[0] = true);
    return hit[0];
  }

  private List<List<String>> needs(Event asked, RowView view, String cid) {
    List<List<String>> needs = new ArrayList<>();
    for (Clause clause : compiled.clauses()) {
      if (clause.when().isPresent() && !hits(clause.when().get(), asked)) {
        needs.add(null);
        continue;
      }
      List<String> key = new ArrayList<>(List.of(cid));
      clause.confirm().by().forEach(pair -> key.add(view.given(pair.candidate())));
      needs.add(key);
    }
    return needs;
  }

  private List<String> throttleKey(RowView view, String cid, List<String> group) {
    List<String> key = new ArrayList<>(List.of(cid));
    if (rule.throttle().isPresent()) {
      rule.throttle().get().fields().forEach(name -> key.add(view.given(name)));
    } else {
      key.addAll(group);
    }
    return key;
  }

  private List<Candidate> confirmed() {
    List<Candidate> confirmed = new ArrayList<>();
    for (Candidate candidate : candidates) {
      boolean all = true;
      for (int i = 0; i < evidence.size(); i++) {
        List<String> key = candidate.needs().get(i);
        all &= key == null || evidence.get(i).confirms(key, candidate);
      }
      if (all) {
        confirmed.add(candidate);
      } else {
        count(Cause.CONFIRM);
      }
    }
    return confirmed;
  }

  private List<Candidate> throttled(List<Candidate> all) {
    if (rule.throttle().isEmpty() && rule.slide().isEmpty()) {
      return Throttling.inOrder(all);
    }
    long period =
        rule.throttle()
            .map(throttle -> throttle.period().toMillis())
            .orElseGet(() -> rule.window().orElseThrow().toMillis());
    List<Candidate> through = Throttling.let(all, period);
    suppressed.merge(Cause.THROTTLE, (long) all.size() - through.size(), Long::sum);
    return through;
  }

  private void count(Cause cause) {
    suppressed.merge(cause, 1L, Long::sum);
  }

  private static String cid(Event event) {
    String cid = event.text(CID);
    return cid == null ? "" : cid;
  }
}
