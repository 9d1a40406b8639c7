package dev.lanner.ruletest;

import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.Row;
import dev.lanner.events.decode.EventIdentity;
import dev.lanner.events.decode.FdrDecoder;
import dev.lanner.events.decode.FdrEvent;
import dev.lanner.events.enrich.EnrichedEvent;
import dev.lanner.lookups.RuleEnvironment;
import dev.lanner.rules.Rule;
import dev.lanner.ruletest.CompiledRule.Clause;
import dev.lanner.ruletest.CompiledRule.ExceptionQuery;
import dev.lanner.ruletest.Outcome.Cause;
import dev.lanner.ruletest.WindowedGroups.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One rule over the events of one case, in the order of the job (DESIGN section 3): duplicates out,
 * per-event part, exceptions, windows and their rows, confirm, throttle. The events' order does not
 * matter, as it does not in a bounded job: nothing is late.
 */
final class RuleRun {
  private final CompiledRule compiled;
  private final Rule rule;
  private final RuleEnvironment world;
  private final TestCase testCase;
  private final Exclusions exclusions;
  private final Confirmation confirmation;
  private final Optional<WindowedGroups> windows;
  private final List<Candidate> candidates = new ArrayList<>();
  private final Map<Cause, Long> suppressed = new EnumMap<>(Cause.class);
  private final Row row;
  private long matched;
  private long considered;

  RuleRun(CompiledRule compiled, RuleEnvironment world, TestCase testCase) {
    this.compiled = compiled;
    this.rule = compiled.rule();
    this.world = world;
    this.testCase = testCase;
    this.exclusions = new Exclusions(compiled);
    this.confirmation = new Confirmation(compiled);
    this.windows = compiled.query().grouping().map(this::windowed);
    this.row = new Row(compiled.fields());
  }

  private WindowedGroups windowed(CompiledQuery.Grouping grouping) {
    long window = rule.window().orElseThrow().toMillis();
    long slide = rule.slide().map(Duration::toMillis).orElse(window);
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

  Outcome outcome() {
    FdrDecoder decoder = FdrDecoder.forEvents(compiled.fields());
    EnrichedEvent named =
        new CaseNames(testCase.hosts(), testCase.users()).event(compiled.fields());
    Set<EventIdentity> seen = new HashSet<>();
    for (String line : testCase.lines()) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      if (decoder.decode(bytes, 0, bytes.length) instanceof FdrEvent event
          && seen.add(event.identity())) {
        look(event, named.reset(event));
      }
    }
    windows.ifPresent(this::close);
    List<Candidate> confirmed = candidates.stream().filter(confirmation::confirms).toList();
    count(Cause.CONFIRM, candidates.size() - confirmed.size());
    List<Candidate> through = throttled(confirmed);
    count(Cause.THROTTLE, confirmed.size() - through.size());
    return new Outcome(
        matched,
        considered,
        suppressed,
        through.stream()
            .map(candidate -> new Outcome.Fired(candidate.timeMillis(), candidate.row()))
            .toList());
  }

  private void look(FdrEvent event, Event named) {
    long time = event.timestampMillis();
    world.at(time, time, time);
    confirmation.look(named, cid(named), time, event.sensorTimeMillis());
    int[] rows = {0};
    compiled
        .query()
        .perEvent()
        .process(row.reset(named), made -> pass(event, named, made, rows[0]++));
    matched += Math.min(rows[0], 1);
  }

  /** A row that the per-event part let through. */
  private void pass(FdrEvent event, Event named, Row made, int ordinal) {
    long time = event.timestampMillis();
    if (windows.isEmpty()) {
      perEventCandidate(event, named, made, ordinal);
    } else if (exclusions.hit(named, time, false)) {
      count(Cause.EXCEPTION, 1);
    } else {
      windows.get().add(made, named, cid(named), time, event.sensorTimeMillis());
    }
  }

  private void perEventCandidate(FdrEvent event, Event named, Row made, int ordinal) {
    considered++;
    RowView view = new RowView(made, named);
    long time = event.timestampMillis();
    if (exclusions.hit(named, time, false) || exclusions.hit(view, time, true)) {
      count(Cause.EXCEPTION, 1);
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
            confirmation.needs(view, cid(named))));
  }

  private void close(WindowedGroups groups) {
    WindowRows rows = new WindowRows(compiled, envelopeNames(), this::windowCandidate);
    groups
        .windows()
        .forEach(
            (window, states) -> {
              world.at(window.end(), window.start(), window.end());
              rows.close(window, states);
            });
  }

  private void windowCandidate(
      Window window, List<String> group, Envelope envelope, Row made, int ordinal) {
    considered++;
    RowView view = new RowView(made, envelope);
    if (exclusions.hit(view, window.end(), true)) {
      count(Cause.EXCEPTION, 1);
      return;
    }
    candidates.add(
        new Candidate(
            window.end(),
            window.end(),
            envelope.lastSensorMillis(),
            window + " " + group,
            ordinal,
            made.toMap(),
            throttleKey(view, window.cid(), group),
            confirmation.needs(view, window.cid())));
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

  /** A sliding rule without a throttle has that of its group and window (DESIGN section 4). */
  private List<Candidate> throttled(List<Candidate> confirmed) {
    if (rule.throttle().isEmpty() && rule.slide().isEmpty()) {
      return Throttling.inOrder(confirmed);
    }
    Duration period =
        rule.throttle().map(Rule.Throttle::period).orElseGet(() -> rule.window().orElseThrow());
    return Throttling.let(confirmed, period.toMillis());
  }

  private void count(Cause cause, long number) {
    if (number > 0) {
      suppressed.merge(cause, number, Long::sum);
    }
  }

  private static String cid(Event event) {
    String cid = event.text("cid");
    return cid == null ? "" : cid;
  }
}
