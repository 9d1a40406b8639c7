package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Between filters and expressions: the tree has conditions of the other dialect only where official
 * CQL has something for them.
 */
final class Conditions {
  private Conditions() {}

  /** A call, as read, as a step of a pipeline. */
  static Step step(Expression value, Reading reading) {
    if (value instanceof Expression.Call call) {
      if (call.name().equalsIgnoreCase("case")) {
        throw reading.fail(
            "case-without-target",
            call.nameSpan(),
            "the result of `case(…)` goes nowhere",
            "write `field := case(…)`, or `case { … }` as a step");
      }
      return new Step.Call((Expression.Call) settle(call, reading));
    }
    if (value instanceof Expression.Condition || value instanceof Expression.Bool) {
      return filter(value, reading);
    }
    if (value instanceof Expression.Subquery written) {
      return Make.all(written.pipeline().steps(), written.span()); // `count(filter=C)`
    }
    throw reading.fail(
        "not-a-step",
        value.span(),
        "this computes a value and does nothing with it",
        "assign it: `field := …`");
  }

  /** {@code value} as a filter. */
  static Step filter(Expression value, Reading reading) {
    Span span = value.span();
    if (value instanceof Expression.Condition condition) {
      return condition.filter();
    }
    if (value instanceof Expression.Bool bool) {
      return new Step.Truth(bool.value(), span);
    }
    if (value instanceof Expression.Str text) {
      return new Step.FreeText(new Pattern.Glob(text.text(), true, span), span);
    }
    if (value instanceof Expression.Unary unary && unary.operator() == '!') {
      return new Step.Not(filter(unary.operand(), reading), span);
    }
    if (value instanceof Expression.Call call && isFilterCall(call)) {
      return new Step.Call((Expression.Call) settle(call, reading));
    }
    if (value instanceof Expression.Binary binary) {
      Step presence = presence(binary, reading);
      if (presence != null) {
        return presence;
      }
      Step test = fieldTest(binary);
      if (test != null) {
        return test;
      }
    }
    return new Step.Call(Make.call("test", span, Make.argument(settle(value, reading))));
  }

  /** Calls that stand for a value and not for true or false. */
  private static boolean isFilterCall(Expression.Call call) {
    switch (Scanner.lower(call.name())) {
      case "if", "case", "coalesce", "getfield":
        return false;
      default:
        return true;
    }
  }

  /**
   * {@code f != null} and {@code f == null}, or null: there is no such word, only fields that are
   * absent.
   */
  private static Step presence(Expression.Binary binary, Reading reading) {
    boolean present = binary.operator().equals("!=");
    if (!(present || binary.operator().equals("=="))
        || !(binary.left() instanceof Expression.Field field)
        || !(binary.right() instanceof Expression.Field word)
        || !word.name().equalsIgnoreCase("null")) {
      return null;
    }
    reading.dialect(
        "dialect-null",
        word.span(),
        "`f " + binary.operator() + " " + word.name() + "`",
        present ? "`f = *`" : "`f != *`");
    return new Step.FieldTest(
        new Name(field.name(), field.span()),
        present ? Step.Comparison.EQ : Step.Comparison.NE,
        new Pattern.Glob("*", false, word.span()),
        binary.span());
  }

  /** The comparison as a field test that means the same, or null. */
  private static Step fieldTest(Expression.Binary binary) {
    Step.Comparison comparison = comparison(binary.operator());
    if (comparison == null || !(binary.left() instanceof Expression.Field field)) {
      return null;
    }
    Expression right = binary.right();
    Name name = new Name(field.name(), field.span());
    String text;
    boolean quoted = false;
    if (right instanceof Expression.Num number) {
      text = number.text();
    } else if (right instanceof Expression.Str string) {
      text = string.text();
      quoted = true;
    } else {
      return null;
    }
    boolean ordered = comparison != Step.Comparison.EQ && comparison != Step.Comparison.NE;
    boolean number = Scanner.isNumber(text);
    // `==` compares numbers as numbers and knows no wildcard; `=` compares texts.
    if (ordered
        ? !number
        : text.indexOf('*') >= 0 || (number && comparison == Step.Comparison.EQ)) {
      return null;
    }
    Pattern pattern = new Pattern.Glob(text, quoted, right.span());
    return new Step.FieldTest(name, comparison, pattern, binary.span());
  }

  private static Step.Comparison comparison(String operator) {
    switch (operator) {
      case "==":
        return Step.Comparison.EQ;
      case "!=":
        return Step.Comparison.NE;
      case "<":
        return Step.Comparison.LT;
      case "<=":
        return Step.Comparison.LE;
      case ">":
        return Step.Comparison.GT;
      case ">=":
        return Step.Comparison.GE;
      default:
        return null;
    }
  }

  /**
   * {@code value} without conditions and calls of {@code case}: fields computed before the step
   * stand for what no expression can say.
   */
  static Expression settle(Expression value, Reading reading) {
    if (value instanceof Expression.Condition condition) {
      return new FilterExpressions(reading).of(condition.filter());
    }
    if (value instanceof Expression.Call call) {
      return settle(call, reading);
    }
    if (value instanceof Expression.Binary binary) {
      return new Expression.Binary(
          binary.operator(),
          settle(binary.left(), reading),
          settle(binary.right(), reading),
          binary.span());
    }
    if (value instanceof Expression.Unary unary) {
      return new Expression.Unary(unary.operator(), settle(unary.operand(), reading), unary.span());
    }
    if (value instanceof Expression.Array array) {
      List<Expression.Element> elements = new ArrayList<>();
      for (Expression.Element element : array.elements()) {
        elements.add(new Expression.Element(element.as(), settle(element.value(), reading)));
      }
      return new Expression.Array(elements, array.span());
    }
    return value;
  }

  private static Expression settle(Expression.Call call, Reading reading) {
    if (call.name().equalsIgnoreCase("case")) {
      String field = reading.preparation().field();
      Name target = new Name(field, call.span());
      reading.preparation().add(reading.assignments.caseFunction(target, false, call));
      return new Expression.Field(field, call.span());
    }
    List<Expression.Argument> arguments = new ArrayList<>();
    for (Expression.Argument argument : call.arguments()) {
      Expression value = settle(argument.value(), reading);
      arguments.add(
          new Expression.Argument(
              argument.name(), value, argument.source(), argument.attributes(), argument.span()));
    }
    return new Expression.Call(call.name(), arguments, call.nameSpan(), call.span());
  }
}
