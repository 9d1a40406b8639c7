package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Printer;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.syntax.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How conditions are put together. */
final class ConditionLint implements Lint {
  @Override
  public void check(Subject subject) {
    Walk.steps(
        subject.query().pipeline(),
        step -> {
          if (step instanceof Step.Or or) {
            mixed(or, subject);
            repeatedOperand(or, subject);
          } else if (step instanceof Step.Not not) {
            doubleNegation(not, subject);
          }
        });
    Walk.conjunctions(subject.query().pipeline(), (steps, own) -> repeated(steps, subject));
  }

  /** {@code a and b or c} without parentheses. */
  private static void mixed(Step.Or or, Subject subject) {
    String text = subject.query().text();
    String before = text.substring(0, or.span().start()).stripTrailing();
    String after = text.substring(Math.min(text.length(), or.span().end())).stripLeading();
    boolean left = endsInAnd(before);
    boolean right = startsWithAnd(after);
    if (left || right) {
      subject.report(
          Code.OR_BINDS_TIGHTER,
          or.span(),
          "`or` binds tighter than `and`: this reads as `"
              + (left ? "… and (" : "(")
              + subject.shown(or.span())
              + (right ? ") and …`" : ")`"),
          "write the parentheses you mean");
    }
  }

  private static boolean endsInAnd(String text) {
    int length = text.length();
    return length > 3
        && text.substring(length - 3).toLowerCase(Locale.ROOT).equals("and")
        && Character.isWhitespace(text.charAt(length - 4));
  }

  private static boolean startsWithAnd(String text) {
    return text.length() > 3
        && text.substring(0, 3).toLowerCase(Locale.ROOT).equals("and")
        && (Character.isWhitespace(text.charAt(3)) || text.charAt(3) == '(');
  }

  private static void repeatedOperand(Step.Or or, Subject subject) {
    Set<String> seen = new HashSet<>();
    for (Step operand : or.operands()) {
      if (!seen.add(Printer.print(operand))) {
        repeated(operand.span(), "alternative", subject);
      }
    }
  }

  /** The same condition twice, with nothing between that could change its outcome. */
  private static void repeated(List<Step> steps, Subject subject) {
    Map<String, Step> seen = new HashMap<>();
    for (Step step : steps) {
      if (isFilter(step)) {
        if (seen.put(Printer.print(step), step) != null) {
          repeated(step.span(), "condition", subject);
        }
      } else {
        seen.clear();
      }
    }
  }

  static boolean isFilter(Step step) {
    boolean repeats =
        step instanceof Step.FieldTest test
            && test.pattern() instanceof Pattern.Regex regex
            && regex.flags().indexOf('g') >= 0;
    return !repeats
        && (step instanceof Step.FieldTest
            || step instanceof Step.Or
            || step instanceof Step.Not
            || step instanceof Step.FreeText free && !(free.pattern() instanceof Pattern.Param));
  }

  private static void repeated(Span span, String what, Subject subject) {
    subject.report(
        Code.REPEATED_CONDITION,
        span,
        "the " + what + " `" + subject.shown(span) + "` is there already",
        "remove it, or write what was meant instead");
  }

  private static void doubleNegation(Step.Not not, Subject subject) {
    if (not.operand() instanceof Step.FieldTest test
        && test.comparison() == Step.Comparison.NE
        && !(test.pattern() instanceof Pattern.Glob glob && glob.text().equals("*"))) {
      subject.report(
          Code.DOUBLE_NEGATION,
          not.span(),
          "`" + subject.shown(not.span()) + "` negates twice",
          "write `"
              + subject.text(test.field().span())
              + " = "
              + subject.shown(test.pattern().span())
              + "`");
    }
  }
}
