package dev.lanner.ruletest;

import dev.lanner.cql.event.Event;
import dev.lanner.cql.event.Row;
import dev.lanner.rules.Rule;
import dev.lanner.ruletest.CompiledRule.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The confirm clauses of a rule and the evidence seen for them. Not thread-safe. */
final class Confirmation {
  private final List<Clause> clauses;
  private final List<Evidence> evidence = new ArrayList<>();
  private final Row scratch;

  Confirmation(CompiledRule rule) {
    clauses = rule.clauses();
    clauses.forEach(clause -> evidence.add(new Evidence(clause.confirm().within().toMillis())));
    scratch = new Row(rule.fields());
  }

  /** Keeps the event for every clause that takes it as evidence. */
  void look(Event event, String cid, long arrivalMillis, long sensorMillis) {
    for (int i = 0; i < clauses.size(); i++) {
      Clause clause = clauses.get(i);
      Evidence seen = evidence.get(i);
      clause
          .evidence()
          .perEvent()
          .process(
              scratch.reset(event),
              made -> {
                List<String> key = key(clause, cid, new RowView(made, event), Rule.Pair::evidence);
                if (!key.contains("")) {
                  seen.add(key, arrivalMillis, sensorMillis);
                }
              });
    }
  }

  /**
   * For each clause what the evidence for a candidate must agree with, or null if the candidate
   * needs none. A candidate that lacks one of the fields has an empty text in it, which no evidence
   * has.
   */
  List<List<String>> needs(RowView view, String cid) {
    List<List<String>> needs = new ArrayList<>();
    for (Clause clause : clauses) {
      boolean needed =
          clause.when().isEmpty() || Exclusions.passes(clause.when().get(), view, scratch);
      needs.add(needed ? key(clause, cid, view, Rule.Pair::candidate) : null);
    }
    return needs;
  }

  private static List<String> key(
      Clause clause, String cid, RowView view, Function<Rule.Pair, String> side) {
    List<String> key = new ArrayList<>();
    key.add("tenant " + cid);
    clause.confirm().by().forEach(pair -> key.add(view.given(side.apply(pair))));
    return key;
  }

  /** Whether all evidence that the candidate needs was seen. */
  boolean confirms(Candidate candidate) {
    for (int i = 0; i < clauses.size(); i++) {
      List<String> key = candidate.needs().get(i);
      if (key != null && !evidence.get(i).confirms(key, candidate)) {
        return false;
      }
    }
    return true;
  }
}
