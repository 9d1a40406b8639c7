package dev.lanner.ruletest;

import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.Row;
import dev.lanner.rules.Rule;
import dev.lanner.ruletest.CompiledRule.ExceptionQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The exceptions of a rule. Not thread-safe. */
final class Exclusions {
  private final CompiledRule rule;
  private final Row probe;

  Exclusions(CompiledRule rule) {
    this.rule = rule;
    this.probe = new Row(rule.fields());
  }

  /**
   * Whether an exception hits; one that has expired by {@code timeMillis} does not.
   *
   * @param onRow whether those for finished rows are asked, or those for events
   */
  boolean hit(Event event, long timeMillis, boolean onRow) {
    LocalDate day = Instant.ofEpochMilli(timeMillis).atZone(ZoneOffset.UTC).toLocalDate();
    for (ExceptionQuery query : rule.exceptions()) {
      Rule.RuleException exception = query.exception();
      if (exception.onRow() == onRow
          && !day.isAfter(exception.expires())
          && passes(query.where(), event, probe)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a query lets an event through. */
  static boolean passes(CompiledQuery filter, Event event, Row scratch) {
    boolean[] passed = {false};
    filter.perEvent().process(scratch.reset(event), made -> passed[0] = true);
    return passed[0];
  }
}
