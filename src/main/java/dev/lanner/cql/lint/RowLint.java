package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Step;
import java.util.List;
import java.util.Set;

/** Limits that nobody wrote, and orders that get lost. */
final class RowLint implements Lint {
  private static final Set<String> CAPPED = Set.of("table", "sort", "head", "tail");
  private static final Set<String> SHOWS =
      Set.of("table", "select", "drop", "rename", "format", "formattime", "sort", "head", "tail");
  private static final Set<String> ORDERLESS =
      Set.of("groupby", "stats", "count", "sum", "avg", "min", "max", "timechart", "bucket", "top");

  @Override
  public void check(Subject subject) {
    List<Step> steps = subject.steps();
    for (int i = 0; i < steps.size(); i++) {
      Expression.Call call = Calls.of(steps.get(i));
      if (call == null) {
        continue;
      }
      boolean capped = CAPPED.contains(Calls.name(call)) && !Calls.has(call, "limit");
      if (capped && !subject.setting().rule()) {
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
