package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/** Calls with or instead of conditions: {@code if}, {@code test}, {@code isNull}. */
final class ConditionRewrites {
  private final Reading reading;

  ConditionRewrites(Reading reading) {
    this.reading = reading;
  }

  /** {@code if(C, a, b)}: the second and third argument get their names. */
  Expression choice(Expression.Call call) {
    List<Expression.Argument> arguments = new ArrayList<>();
    boolean then = Calls.has(call, "then");
    boolean condition = Calls.has(call, "condition");
    boolean renamed = false;
    boolean foreign = false;
    for (Expression.Argument argument : call.arguments()) {
      foreign |= argument.value() instanceof Expression.Condition;
      if (argument.name() != null || !condition) {
        condition = true;
        arguments.add(argument);
      } else {
        arguments.add(Calls.named(then ? "else" : "then", argument));
        then = true;
        renamed = true;
      }
    }
    if (foreign) {
      reading.note(
          call,
          "dialect-if",
          "a filter as the condition of `if()`",
          "`case { C | field := a; * | field := b }`");
    } else if (renamed) {
      reading.note(call, "dialect-if", "`if(C, a, b)`", "`if(C, then=a, else=b)`");
    }
    return Calls.renamed(call, call.name(), arguments);
  }

  /** {@code test(filter)} is the filter; an `=` between fields compares them. */
  Expression test(Expression.Call call) {
    if (call.arguments().size() != 1
        || !(call.arguments().get(0).value() instanceof Expression.Condition condition)) {
      return call;
    }
    if (condition.filter() instanceof Step.FieldTest test
        && test.comparison() == Step.Comparison.EQ
        && test.pattern() instanceof Pattern.Glob glob
        && !glob.quoted()
        && Characters.isName(glob.text())
        && !Scanner.isNumber(glob.text())) {
      reading.note(call, "dialect-test", "`=` in `test()`", "`==`");
      boolean bool = glob.text().equals("true") || glob.text().equals("false");
      Expression right =
          bool
              ? new Expression.Bool(glob.text().equals("true"), glob.span())
              : new Expression.Field(glob.text(), glob.span());
      Expression left = Make.value(test.field().text(), test.field().span());
      Expression equal = new Expression.Binary("==", left, right, test.span());
      return Calls.renamed(call, call.name(), List.of(Make.argument(equal)));
    }
    reading.note(call, "dialect-test", "a filter in `test()`", "the filter as a step of its own");
    return condition;
  }

  /** {@code isNotNull(f)}, {@code isNull(f)}. */
  Expression presence(Expression.Call call, boolean absent) {
    if (call.arguments().size() != 1) {
      return call;
    }
    String field = fieldName(call.arguments().get(0).value());
    if (field == null) {
      return call;
    }
    reading.note(
        call, "dialect-presence", "`" + call.name() + "(f)`", absent ? "`f != *`" : "`f = *`");
    Span span = call.span();
    return new Expression.Condition(
        new Step.FieldTest(
            new Name(field, call.arguments().get(0).span()),
            absent ? Step.Comparison.NE : Step.Comparison.EQ,
            new Pattern.Glob("*", false, span),
            span),
        span);
  }

  private static String fieldName(Expression value) {
    if (value instanceof Expression.Field field) {
      return field.name();
    }
    return value instanceof Expression.Str text ? text.text() : null;
  }
}
