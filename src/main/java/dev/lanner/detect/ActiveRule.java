package dev.lanner.detect;

import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.run.Transform;
import dev.lanner.detect.wire.Bar;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection.RuleInfo;
import dev.lanner.detect.wire.GroupKey;
import dev.lanner.detect.wire.RulesApplied;
import dev.lanner.rules.Attack;
import dev.lanner.rules.Rule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A rule ready to run, for one operator instance. Not thread-safe. */
final class ActiveRule {
  /** Fields that every detection shows if its events agree on them. */
  static final List<String> HOST_FIELDS = List.of("ComputerName", "aid", "UserName");

  private final Rule rule;
  private final EvaluationTime time;
  private final RuleInfo info;
  private final CompiledQuery query;
  private final List<Exclusion> eventExceptions = new ArrayList<>();
  private final List<Exclusion> rowExceptions = new ArrayList<>();
  private final List<ActiveConfirm> confirms = new ArrayList<>();
  private final List<String> envelopeFields;
  private final int[] envelopeIds;
  private boolean readsAnything;
  private String suffixCid;
  private String suffix;
  private final Bar bar;
  private final Count matched;
  private final Count excepted;
  private final Count late;
  private final Count candidate;
  private final Count byException;
  private final Count byConfirm;
  private final Count byThrottle;

  /** A filter whose events or rows are left out, until it expires. */
  private record Exclusion(Transform where, Row row, long until) {
    boolean hits(Event event, long time) {
      if (time >= until) {
        return false;
      }
      boolean[] hit = new boolean[1];
      where.process(row.reset(event), passed -> hit[0] = true);
      return hit[0];
    }
  }

  /**
   * A confirm clause.
   *
   * @param when which candidates need it; empty for all
   * @param row scratch space for {@code when}
   * @param evidence finds the evidence
   * @param by which fields must agree
   * @param withinMillis at most so far apart
   */
  record ActiveConfirm(
      Optional<Transform> when,
      Row row,
      CompiledQuery evidence,
      List<Rule.Pair> by,
      long withinMillis) {
    boolean needed(Event event) {
      boolean[] hit = new boolean[1];
      when.ifPresent(filter -> filter.process(row.reset(event), passed -> hit[0] = true));
      return when.isEmpty() || hit[0];
    }
  }

  ActiveRule(
      Rule rule, String logicHash, EvaluationTime time, Function<String, CompiledQuery> compile) {
    this.rule = rule;
    this.time = time;
    this.query = compile.apply(rule.query());
    this.info =
        new RuleInfo(
            rule.id(),
            logicHash,
            rule.title(),
            rule.version(),
            rule.level().name().toLowerCase(Locale.ROOT),
            Attack.techniques(rule.tags()),
            Attack.tactic(rule.tags()));
    Set<String> envelope = new LinkedHashSet<>(HOST_FIELDS);
    rule.key().ifPresent(envelope::add);
    rule.throttle().ifPresent(throttle -> envelope.addAll(throttle.fields()));
    for (Rule.RuleException exception : rule.exceptions()) {
      CompiledQuery where = compile.apply(exception.where());
      readsAnything |= where.readsAnything();
      long until =
          exception.expires().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      (exception.onRow() ? rowExceptions : eventExceptions)
          .add(new Exclusion(where.perEvent(), new Row(where.fields()), until));
      if (exception.onRow()) {
        addRead(where, envelope);
      }
    }
    for (Rule.Confirm confirm : rule.confirm()) {
      confirm.by().forEach(pair -> envelope.add(pair.candidate()));
      Optional<CompiledQuery> whenQuery = confirm.when().map(compile);
      whenQuery.ifPresent(when -> addRead(when, envelope));
      readsAnything |= whenQuery.filter(CompiledQuery::readsAnything).isPresent();
      Optional<Transform> when = whenQuery.map(CompiledQuery::perEvent);
      CompiledQuery evidence = compile.apply(confirm.query());
      confirms.add(
          new ActiveConfirm(
              when,
              new Row(evidence.fields()),
              evidence,
              confirm.by(),
              confirm.within().toMillis()));
    }
    this.envelopeFields = List.copyOf(envelope);
    this.envelopeIds = envelope.stream().mapToInt(query.fields()::intern).toArray();
    bar = new Bar(query.quorum(), windowMillis(), rule.slide().isPresent());
    matched = Count.add(Counters.ofRule(id(), Counters.MATCHED), 1);
    excepted = Count.add(Counters.ofRule(id(), Counters.EXCEPTED), 1);
    late = Count.add(Counters.ofRule(id(), Counters.RULE_LATE), 1);
    candidate = Count.add(Counters.ofRule(id(), Counters.CANDIDATES), 1);
    byException = Count.add(Counters.suppressed(id(), Counters.BY_EXCEPTION), 1);
    byConfirm = Count.add(Counters.suppressed(id(), Counters.BY_CONFIRM), 1);
    byThrottle = Count.add(Counters.suppressed(id(), Counters.BY_THROTTLE), 1);
  }

  private static void addRead(CompiledQuery query, Set<String> fields) {
    query.read().stream().forEach(id -> fields.add(query.fields().name(id)));
  }

  String id() {
    return rule.id();
  }

  /** {@link GroupKey#suffix} for a tenant. */
  String groupSuffix(String cid) {
    if (!cid.equals(suffixCid)) {
      suffixCid = cid;
      suffix = GroupKey.suffix(cid, id(), logicHash());
    }
    return suffix;
  }

  String logicHash() {
    return info.logicHash();
  }

  /** What {@code now()} gives to its queries; to be set before one runs. */
  EvaluationTime time() {
    return time;
  }

  /** What detections show of the rule. */
  RuleInfo info() {
    return info;
  }

  /** What coverage asks of the rule. */
  RulesApplied.Applied applied() {
    boolean aggregates = query.grouping().isPresent();
    return new RulesApplied.Applied(
        id(),
        rule.version(),
        logicHash(),
        rule.title(),
        aggregates ? windowMillis() : 0,
        aggregates ? paneMillis() : 0,
        !confirms.isEmpty());
  }

  CompiledQuery query() {
    return query;
  }

  /** Length of the window, 0 if the rule has none. */
  long windowMillis() {
    return rule.window().map(Duration::toMillis).orElse(0L);
  }

  /** Distance of the starts of windows: the slide, else the window. */
  long paneMillis() {
    return rule.slide().map(Duration::toMillis).orElse(windowMillis());
  }

  /** What a window must hold before it can come to anything. */
  Bar bar() {
    return bar;
  }

  Optional<String> key() {
    return rule.key();
  }

  List<ActiveConfirm> confirms() {
    return confirms;
  }

  /** The rule's throttle; a sliding rule without one has that of its group and window. */
  Optional<Rule.Throttle> throttle() {
    return rule.throttle();
  }

  /** Whether windows overlap and nothing is said of throttling. */
  boolean throttledByGroup() {
    return rule.throttle().isEmpty() && rule.slide().isPresent();
  }

  /** The fields an envelope keeps for this rule, in order. */
  List<String> envelopeFields() {
    return envelopeFields;
  }

  /** The ids of {@link #envelopeFields} in the table of the queries. */
  int[] envelopeIds() {
    return envelopeIds;
  }

  /** Whether an exception or the condition of a confirm clause can read fields it does not name. */
  boolean readsAnything() {
    return readsAnything;
  }

  /** The fields of events that are read by name, outside of any query. */
  Set<String> named() {
    Set<String> named = new LinkedHashSet<>(envelopeFields);
    named.add("id");
    confirms.forEach(confirm -> confirm.by().forEach(pair -> named.add(pair.evidence())));
    return named;
  }

  /** Whether an exception holds for an event; {@code time} is the event's. */
  boolean excepts(Event event, long time) {
    return anyHits(eventExceptions, event, time);
  }

  /** Whether an exception holds for a finished row; {@code time} is the detection's. */
  boolean exceptsRow(Event row, long time) {
    return anyHits(rowExceptions, row, time);
  }

  private static boolean anyHits(List<Exclusion> exclusions, Event event, long time) {
    for (Exclusion exclusion : exclusions) {
      if (exclusion.hits(event, time)) {
        return true;
      }
    }
    return false;
  }

  Count matched() {
    return matched;
  }

  Count excepted() {
    return excepted;
  }

  Count late() {
    return late;
  }

  Count candidate() {
    return candidate;
  }

  Count byException() {
    return byException;
  }

  Count byConfirm() {
    return byConfirm;
  }

  Count byThrottle() {
    return byThrottle;
  }
}
