package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields are known to be gone before each step of a query. */
final class FieldFlow {
  /** What took a field away: the step, and how. */
  record Removal(Step by, String how) {}

  private final List<Access> accesses = new ArrayList<>();
  private final List<Map<String, Removal>> gone = new ArrayList<>();
  private final List<Removal> closed = new ArrayList<>();
  private final List<Set<String>> left = new ArrayList<>();
  private final Set<String> written = new HashSet<>();

  private Map<String, Removal> removed = new LinkedHashMap<>();
  private Removal rowMaker;
  private Set<String> rowFields = new HashSet<>();

  FieldFlow(Subject subject) {
    for (Step step : subject.steps()) {
      Access access = Access.of(step, subject.query().text());
      accesses.add(access);
      gone.add(new HashMap<>(removed));
      closed.add(rowMaker);
      left.add(new HashSet<>(rowFields));
      advance(step, access);
    }
    accesses.forEach(access -> written.addAll(access.writes()));
    Walk.expressions(
        subject.query().pipeline(),
        expression -> {
          if (expression instanceof Expression.Subquery subquery) {
            Subject.flat(subquery.pipeline())
                .forEach(step -> written.addAll(Access.of(step, subject.query().text()).writes()));
          }
        });
  }

  private void advance(Step step, Access access) {
    if (access.makesRow()) {
      rowMaker = access.writesAnything() ? null : new Removal(step, "row");
      rowFields = new HashSet<>(access.row());
      removed = new LinkedHashMap<>();
      return;
    }
    if (access.writesAnything()) {
      rowMaker = null;
      removed = new LinkedHashMap<>();
    }
    access.removes().forEach((field, how) -> removed.put(field, new Removal(step, how)));
    for (String field : access.writes()) {
      rowFields.add(field);
      if (!access.removes().containsKey(field)) {
        removed.remove(field);
      }
    }
  }

  Access access(int step) {
    return accesses.get(step);
  }

  int size() {
    return accesses.size();
  }

  /** What took {@code field} away before the step; null if it may be there. */
  Removal removal(int step, String field) {
    Removal removal = gone.get(step).get(field);
    if (removal != null) {
      return removal;
    }
    return closed.get(step) == null || left.get(step).contains(field) ? null : closed.get(step);
  }

  /** Whether some step of the query may write the field. */
  boolean writes(String field) {
    return written.contains(field);
  }
}
