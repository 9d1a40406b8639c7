package dev.lanner.cql.lint;

import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.syntax.Step;
import dev.lanner.cql.syntax.Step.Comparison;
import java.util.List;
import java.util.Set;

/** What matters only when a query runs as a rule. */
final class RuleLint implements Lint {
  private static final String[] COUNTS = {"groupby", "count", "sum", "stats", "avg", "min", "max"};

  /** Those that have a result of nothing, 0 (LANGUAGE 3.7). */
  private static final String[] ALWAYS_A_ROW = {"count", "sum"};

  private static final Set<Comparison> AT_LEAST = Set.of(Comparison.GT, Comparison.GE);

  @Override
  public void check(Subject subject) {
    if (!subject.setting().rule() || subject.steps().isEmpty()) {
      return;
    }
    threshold(subject);
    batchOnly(subject);
    everyEvent(subject);
    display(subject);
  }

  private static void threshold(Subject subject) {
    List<Step> steps = subject.steps();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean counts = step instanceof Step.Stats || Calls.calls(step, COUNTS);
      if (counts) {
        behind(step, steps.subList(i + 1, steps.size()), subject);
        return;
      }
    }
  }

  private static void behind(Step count, List<Step> behind, Subject subject) {
    Span at = Calls.of(count) == null ? count.span() : Calls.of(count).nameSpan();
    boolean filtered = behind.stream().anyMatch(RuleLint::decides);
    if (!filtered && alwaysARow(count)) {
      subject.report(
          Code.ALWAYS_FIRES,
          at,
          "`"
              + subject.shown(at)
              + "` gives a row in every window, and no condition stands behind it",
          "add a threshold: `| _count >= 10`");
      return;
    }
    boolean[] atLeast = new boolean[1];
    behind.forEach(
        step ->
            Walk.steps(
                step,
                part -> atLeast[0] |= part instanceof Step.FieldTest test && isThreshold(test)));
    if (atLeast[0] && subject.setting().windowed() && !subject.setting().sliding()) {
      subject.report(
          Code.WINDOW_STRADDLE,
          at,
          "a burst across the end of a window is counted in two halves, each maybe below the"
              + " threshold",
          "write `slide` in rule.yml, for example a fifth of `window`");
    }
  }

  private static boolean alwaysARow(Step count) {
    if (Calls.calls(count, "groupby")) {
      return false;
    }
    boolean[] always = {Calls.calls(count, "stats") && Calls.of(count).arguments().isEmpty()};
    Walk.expressions(
        count,
        expression ->
            always[0] |=
                expression instanceof Expression.Call call
                    && List.of(ALWAYS_A_ROW).contains(Calls.name(call)));
    return always[0];
  }

  private static boolean isThreshold(Step.FieldTest test) {
    Double bound = ContradictionLint.number(test.pattern());
    return AT_LEAST.contains(test.comparison()) && bound != null && bound > 1;
  }

  private static boolean decides(Step step) {
    return ConditionLint.isFilter(step)
        || step instanceof Step.Case
        || step instanceof Step.Match
        || step instanceof Step.Saved
        || Calls.calls(step, "test", "in", "match", "cidr", "regex", "wildcard");
  }

  private static void batchOnly(Subject subject) {
    Walk.expressions(
        subject.query().pipeline(),
        expression -> {
          if (expression instanceof Expression.Call call) {
            FunctionRegistry.standard()
                .find(call.name())
                .filter(function -> !function.spec().streaming())
                .ifPresent(
                    function ->
                        subject.report(
                            Code.BATCH_ONLY,
                            call.nameSpan(),
                            "`"
                                + function.spec().name()
                                + "` needs all events at hand, so that no stream can run this rule",
                            "run it by `lanner eval` or `replay`, or use `confirm` of the rule"));
          }
        });
  }

  private static void everyEvent(Subject subject) {
    Step first =
        subject.steps().stream()
            .filter(step -> !(step instanceof Step.Truth))
            .findFirst()
            .orElse(subject.steps().get(0));
    if (first instanceof Step.FreeText free) {
      subject.report(
          Code.FREE_TEXT_RULE,
          free.span(),
          "free text is searched for in every field of every event",
          "begin with `#event_simpleName=…`, and name the field");
    } else if (!Conditions.looksLikeFdr(subject.query().pipeline()) && !filters(first)) {
      subject.report(
          Code.READS_EVERY_EVENT,
          new Span(first.span().start(), first.span().start()),
          "no condition stands at the beginning, so that the rule reads every event",
          "begin with `#event_simpleName=…`");
    }
  }

  private static boolean filters(Step first) {
    return decides(first) && !(first instanceof Step.Match || first instanceof Step.Case)
        || first instanceof Step.Saved
        || Calls.calls(first, "definetable", "settimeinterval", "correlate", "createevents");
  }

  private static void display(Subject subject) {
    Step last = subject.steps().get(subject.steps().size() - 1);
    if (Calls.calls(last, "sort") && !Calls.has(Calls.of(last), "limit")) {
      subject.report(
          Code.ORDER_IN_RULE,
          Calls.of(last).nameSpan(),
          "a rule has no order: its rows become detections one by one",
          "remove it");
    }
  }
}
