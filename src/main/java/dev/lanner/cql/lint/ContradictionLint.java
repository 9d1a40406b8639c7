package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Step;
import dev.lanner.cql.syntax.Step.Comparison;
import dev.lanner.cql.syntax.Step.FieldTest;
import dev.lanner.cql.value.Numbers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Conditions that can never hold, or always do. */
final class ContradictionLint implements Lint {
  @Override
  public void check(Subject subject) {
    Walk.conjunctions(
        subject.query().pipeline(),
        (steps, own) -> {
          contradictions(steps, subject);
          emptyRange(steps, subject);
        });
    Walk.steps(
        subject.query().pipeline(),
        step -> {
          if (step instanceof Step.Or or) {
            tautology(or, subject);
          }
        });
    alwaysThere(subject);
  }

  /** {@code a=x | a=y}, with nothing between that writes {@code a}. */
  private static void contradictions(List<Step> steps, Subject subject) {
    Map<String, String> values = new HashMap<>();
    for (Step step : steps) {
      if (step instanceof FieldTest test) {
        Optional<String> value = Conditions.equal(test);
        String field = test.field().text();
        String before = value.isPresent() ? values.putIfAbsent(field, value.get()) : null;
        if (before != null && !before.equals(value.get())) {
          never(test, "`" + field + "` is `" + before + "` already", subject);
        }
        excluded(test, values.get(field), subject);
      } else if (!ConditionLint.isFilter(step)) {
        values.clear();
      }
    }
  }

  private static void excluded(FieldTest test, String value, Subject subject) {
    boolean excludes = test.comparison() == Comparison.NE && value != null;
    if (excludes && Conditions.literal(test.pattern()).filter(value::equals).isPresent()) {
      never(
          test,
          "`" + test.field().text() + "` is `" + value + "` by an earlier condition",
          subject);
    }
  }

  private static void never(FieldTest test, String cause, Subject subject) {
    subject.report(
        Code.CONTRADICTION,
        test.span(),
        "`" + subject.shown(test.span()) + "` can never hold here: " + cause,
        "put `or` between them, or remove one");
  }

  /** {@code a > 5 | a < 3}. */
  private static void emptyRange(List<Step> steps, Subject subject) {
    Map<String, Double> above = new HashMap<>();
    Map<String, Double> below = new HashMap<>();
    for (Step step : steps) {
      if (!(step instanceof FieldTest test)) {
        if (!ConditionLint.isFilter(step)) {
          above.clear();
          below.clear();
        }
        continue;
      }
      Double bound = number(test.pattern());
      String field = test.field().text();
      if (bound != null
          && (test.comparison() == Comparison.GT || test.comparison() == Comparison.GE)) {
        above.merge(field, bound, Math::max);
      } else if (bound != null
          && (test.comparison() == Comparison.LT || test.comparison() == Comparison.LE)) {
        below.merge(field, bound, Math::min);
      }
      if (above.containsKey(field)
          && below.containsKey(field)
          && above.get(field) > below.get(field)) {
        never(test, "no number is in both ranges of `" + field + "`", subject);
      }
    }
  }

  /** The number that a pattern is, or null. */
  static Double number(Pattern pattern) {
    double number = pattern instanceof Pattern.Glob glob ? Numbers.parse(glob.text()) : Double.NaN;
    return Double.isNaN(number) ? null : number;
  }

  /** {@code a!=x or a!=y}. */
  private static void tautology(Step.Or or, Subject subject) {
    Map<String, String> excluded = new HashMap<>();
    for (Step operand : or.operands()) {
      if (operand instanceof FieldTest test && test.comparison() == Comparison.NE) {
        Optional<String> value = Conditions.literal(test.pattern());
        String before =
            value.isPresent() ? excluded.putIfAbsent(test.field().text(), value.get()) : null;
        if (before != null && !before.equals(value.get())) {
          subject.report(
              Code.ALWAYS_TRUE,
              or.span(),
              "`" + subject.shown(or.span()) + "` always holds: no value equals both",
              "write `and` for `or`, or `not in(" + test.field().text() + ", values=[…])`");
        }
      }
    }
  }

  /** Presence of what every event has. */
  private static void alwaysThere(Subject subject) {
    Set<String> written = new HashSet<>();
    for (int i = 0; i < subject.flow().size(); i++) {
      Access access = subject.flow().access(i);
      if (access.makesRow() || access.writesAnything()) {
        return;
      }
      Step step = subject.steps().get(i);
      boolean presence =
          step instanceof FieldTest test
              && test.comparison() == Comparison.EQ
              && test.pattern() instanceof Pattern.Glob glob
              && glob.text().equals("*")
              && Dictionary.fdr().isAlwaysThere(test.field().text())
              && !Conditions.TYPE_FIELDS.contains(test.field().text())
              && !written.contains(test.field().text());
      if (presence) {
        subject.report(
            Code.ALWAYS_THERE,
            step.span(),
            "`" + subject.shown(step.span()) + "` lets everything through: every event has it",
            "remove it");
      }
      written.addAll(access.writes());
    }
  }
}
