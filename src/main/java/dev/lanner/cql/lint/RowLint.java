package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Step;
import java.util.List;
import java.util.Set;

/** Limits that nobody wrote, and orders that get lost. */
final class RowLint implements Lint {
  private static final Set<String> CAPPED = Set.of("table", "sort", "head", "tail");
  private static final long CAP = 200;

  /** Functions that give one row. */
  private static final Set<String> ONE_ROW =
      Set.of("count", "sum", "avg", "min", "max", "stddev", "range", "stats", "selectlast");

  private static final Set<String> SHOWS =
      Set.of("table", "select", "drop", "rename", "format", "formattime", "sort", "head", "tail");

  /** Functions that can give more rows than they get. */
  private static final Set<String> MULTIPLY =
      Set.of("split", "join", "selfjoin", "regex", "createevents", "readfile", "correlate");

  private static final Set<String> ORDERLESS =
      Set.of("groupby", "stats", "count", "sum", "avg", "min", "max", "timechart", "bucket", "top");

  @Override
  public void check(Subject subject) {
    List<Step> steps = subject.steps();
    boolean few = false;
    for (int i = 0; i < steps.size(); i++) {
      few = isFew(steps.get(i), few);
      Expression.Call call = Calls.of(steps.get(i));
      if (call == null) {
        continue;
      }
      boolean capped = CAPPED.contains(Calls.name(call)) && !Calls.has(call, "limit");
      if (capped && !few && !subject.setting().rule()) {
        cap(call, steps.subList(i + 1, steps.size()), subject);
      }
      if (Calls.name(call).equals("sort") && i + 1 < steps.size()) {
        lostOrder(call, steps.get(i + 1), subject);
      }
      if (Calls.name(call).equals("head") && i + 1 < steps.size()) {
        headFirst(call, steps.get(i + 1), subject);
      }
    }
  }

  /** Whether no more rows leave the step than the cap lets through. */
  private static boolean isFew(Step step, boolean before) {
    if (step instanceof Step.Stats) {
      return true;
    }
    Expression.Call call = Calls.of(step);
    if (call == null) {
      return before && !(step instanceof Step.Saved);
    }
    String name = Calls.name(call);
    if (ONE_ROW.contains(name)) {
      return true;
    }
    if (name.equals("top") && !Calls.has(call, "limit")) {
      return true;
    }
    List<Double> limits =
        Calls.values(call, "limit").stream()
            .filter(Expression.Num.class::isInstance)
            .map(limit -> Double.valueOf(((Expression.Num) limit).text()))
            .toList();
    boolean limited = limits.size() == 1 && limits.get(0) <= CAP;
    return limited || before && !MULTIPLY.contains(name);
  }

  private static void cap(Expression.Call call, List<Step> behind, Subject subject) {
    boolean counts = behind.stream().anyMatch(step -> !shows(step));
    if (counts) {
      subject.report(
          Code.CAP_BEFORE_STEPS,
          call.nameSpan(),
          "`" + call.name() + "` passes on 200 rows at most, and steps behind it count or filter",
          "write `limit=20000`, or put those steps before it");
    } else if (behind.isEmpty()
        && !Calls.name(call).equals("head")
        && !Calls.name(call).equals("tail")) {
      subject.report(
          Code.ROW_CAP,
          call.nameSpan(),
          "`" + call.name() + "` shows 200 rows at most",
          "write `limit=20000` if all are wanted");
    }
  }

  private static boolean shows(Step step) {
    Expression.Call call = Calls.of(step);
    return step instanceof Step.Assign || call != null && SHOWS.contains(Calls.name(call));
  }

  private static void lostOrder(Expression.Call call, Step next, Subject subject) {
    Expression.Call then = Calls.of(next);
    if (then != null && ORDERLESS.contains(Calls.name(then)) || next instanceof Step.Stats) {
      subject.report(
          Code.ORDER_LOST,
          call.nameSpan(),
          "the order is lost: `" + subject.shown(next.span()) + "` makes rows of its own",
          "sort behind it");
    }
  }

  private static void headFirst(Expression.Call call, Step next, Subject subject) {
    if (Calls.calls(next, "sort")) {
      subject.report(
          Code.HEAD_BEFORE_SORT,
          call.nameSpan(),
          "`head` takes the first events that come, and `sort` orders only those",
          "write `sort(…, limit=…)`");
    }
  }
}
