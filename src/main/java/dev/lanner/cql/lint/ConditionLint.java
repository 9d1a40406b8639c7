package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Printer;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.syntax.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How conditions are put together. */
final class ConditionLint implements Lint {
  private static final String AND = "and";

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
    boolean left = andEndsAt(text, or.span().start());
    boolean right = andBeginsAt(text, or.span().end());
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

  private static boolean andEndsAt(String text, int place) {
    int end = place;
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end > AND.length()
        && text.regionMatches(true, end - AND.length(), AND, 0, AND.length())
        && Character.isWhitespace(text.charAt(end - AND.length() - 1));
  }

  private static boolean andBeginsAt(String text, int place) {
    int start = place;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    int end = start + AND.length();
    return end < text.length()
        && text.regionMatches(true, start, AND, 0, AND.length())
        && (Character.isWhitespace(text.charAt(end)) || text.charAt(end) == '(');
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
