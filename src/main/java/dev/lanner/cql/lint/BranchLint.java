package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Printer;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.syntax.Step;
import dev.lanner.cql.syntax.Step.Comparison;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Clauses of {@code case} and {@code match} that are missing or never reached. */
final class BranchLint implements Lint {
  @Override
  public void check(Subject subject) {
    Walk.steps(
        subject.query().pipeline(),
        step -> {
          if (step instanceof Step.Case cases) {
            caseOf(cases, subject);
          } else if (step instanceof Step.Match match) {
            match(match, subject);
          }
        });
  }

  private static void caseOf(Step.Case cases, Subject subject) {
    List<Pipeline> clauses = cases.clauses();
    boolean labels = clauses.stream().allMatch(BranchLint::labels) && clauses.size() > 1;
    if (labels && testsOneField(clauses) && clauses.stream().noneMatch(BranchLint::takesAll)) {
      noDefault(cases, "case", subject);
    }
    Set<String> seen = new HashSet<>();
    boolean all = false;
    List<Step.FieldTest> thresholds = new ArrayList<>();
    for (Pipeline clause : clauses) {
      if (all) {
        unreachable(clause.span(), "a clause before it takes every event", subject);
      }
      all |= takesAll(clause);
      String condition = condition(clause);
      if (!condition.isEmpty() && !seen.add(condition)) {
        unreachable(clause.span(), "a clause before it has the same condition", subject);
      }
      shadowed(clause, thresholds, subject);
    }
  }

  /**
   * Whether every clause asks for a value of the same field. Clauses that ask for different ones,
   * or for types of events, are there to choose events.
   */
  private static boolean testsOneField(List<Pipeline> clauses) {
    Set<String> common = null;
    for (Pipeline clause : clauses) {
      Set<String> tested = new HashSet<>();
      for (Step step : Subject.flat(clause)) {
        if (!(step instanceof Step.FieldTest test)) {
          break;
        }
        tested.add(test.field().text());
      }
      tested.removeAll(Conditions.TYPE_FIELDS);
      common = common == null ? tested : common;
      common.retainAll(tested);
    }
    return common != null && !common.isEmpty();
  }

  /** Whether a clause only marks what gets through its condition. */
  private static boolean labels(Pipeline clause) {
    List<Step> steps = Subject.flat(clause);
    return steps.stream().anyMatch(Step.Assign.class::isInstance)
        && steps.stream().noneMatch(step -> Calls.calls(step, "dropevent"));
  }

  private static boolean takesAll(Pipeline clause) {
    List<Step> steps = Subject.flat(clause);
    Predicate<Step> idle =
        step -> step instanceof Step.Truth truth && truth.value() || step instanceof Step.Assign;
    return steps.stream().allMatch(idle);
  }

  private static String condition(Pipeline clause) {
    StringBuilder condition = new StringBuilder();
    for (Step step : Subject.flat(clause)) {
      if (!ConditionLint.isFilter(step)) {
        return step instanceof Step.Assign ? condition.toString() : "";
      }
      condition.append(Printer.print(step)).append('|');
    }
    return condition.toString();
  }

  private static void unreachable(Span clause, String why, Subject subject) {
    subject.report(
        Code.UNREACHABLE_CLAUSE,
        clause,
        "the clause `" + subject.shown(clause) + "` is never reached: " + why,
        "put it before, or remove it");
  }

  /** {@code n >= 20} before {@code n >= 50}. */
  private static void shadowed(Pipeline clause, List<Step.FieldTest> before, Subject subject) {
    List<Step> steps = Subject.flat(clause);
    boolean single =
        !steps.isEmpty()
            && steps.get(0) instanceof Step.FieldTest
            && steps.stream().skip(1).noneMatch(ConditionLint::isFilter);
    if (!single) {
      return;
    }
    Step.FieldTest test = (Step.FieldTest) steps.get(0);
    Double bound = ContradictionLint.number(test.pattern());
    for (Step.FieldTest earlier : before) {
      Double other = ContradictionLint.number(earlier.pattern());
      boolean sameField = earlier.field().text().equals(test.field().text());
      if (bound != null
          && other != null
          && sameField
          && covers(earlier.comparison(), other, test.comparison(), bound)) {
        unreachable(
            clause.span(),
            "`" + subject.shown(earlier.span()) + "` before it takes what it asks for",
            subject);
        return;
      }
    }
    before.add(test);
  }

  private static boolean covers(
      Comparison wide, double wideBound, Comparison narrow, double narrowBound) {
    boolean up = wide == Comparison.GT || wide == Comparison.GE;
    boolean down = wide == Comparison.LT || wide == Comparison.LE;
    boolean equal = narrow == Comparison.EQ;
    boolean narrowUp = narrow == Comparison.GT || narrow == Comparison.GE || equal;
    boolean narrowDown = narrow == Comparison.LT || narrow == Comparison.LE || equal;
    return up && narrowUp && narrowBound > wideBound
        || down && narrowDown && narrowBound < wideBound;
  }

  private static void match(Step.Match match, Subject subject) {
    boolean all = false;
    Set<String> seen = new HashSet<>();
    for (Step.Arm arm : match.arms()) {
      if (all) {
        unreachable(arm.span(), "an arm before it takes every event", subject);
      }
      all |= arm.guard() instanceof Step.Guard.Any;
      boolean same =
          arm.guard() instanceof Step.Guard.Matches matches
              && matches.pattern() instanceof Pattern.Glob glob
              && !seen.add(glob.text());
      if (same) {
        unreachable(arm.span(), "an arm before it has the same guard", subject);
      }
    }
    boolean labels =
        match.arms().size() > 1 && match.arms().stream().allMatch(arm -> labels(arm.body()));
    if (labels && !all) {
      noDefault(match, "match", subject);
    }
  }

  private static void noDefault(Step step, String word, Subject subject) {
    int start =
        step instanceof Step.Match match ? match.field().span().start() : step.span().start();
    subject.report(
        Code.NO_DEFAULT_CLAUSE,
        new Span(start, Math.min(start + word.length(), step.span().end())),
        "an event that no clause of this `" + word + "` takes is dropped",
        word.equals("case")
            ? "end it with `; *` to let the rest through"
            : "end it with `* => *` to let the rest through");
  }
}
