package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/** Choices between values as the {@code case} step that makes them. */
final class Branches {
  private final Reading reading;
  private final Name target;
  private final boolean indirect;

  Branches(Reading reading, Name target, boolean indirect) {
    this.reading = reading;
    this.target = target;
    this.indirect = indirect;
  }

  /** The steps of a pipeline that {@code step} stands for. */
  static List<Step> flat(Step step) {
    return step instanceof Step.And and ? and.operands() : List.of(step);
  }

  /** Whether {@code value} is an {@code if()} that no official expression can say. */
  static boolean isForeign(Expression value) {
    if (!(value instanceof Expression.Call call)) {
      return false;
    }
    if (call.name().equalsIgnoreCase("case")) {
      return true;
    }
    if (!call.name().equalsIgnoreCase("if")) {
      return false;
    }
    return call.arguments().stream()
        .map(Expression.Argument::value)
        .anyMatch(part -> part instanceof Expression.Condition || isForeign(part));
  }

  /** {@code target := value}. */
  Step assign(Expression value) {
    if (!isForeign(value)) {
      return new Step.Assign(
          target, indirect, Conditions.settle(value, reading), target.span().to(value.span()));
    }
    Expression.Call call = (Expression.Call) value;
    return call.name().equalsIgnoreCase("case") ? caseFunction(call) : choice(call);
  }

  /** {@code if(C, then=a, else=b)}; an {@code if} in the place of {@code b} adds clauses. */
  private Step choice(Expression.Call call) {
    List<Pipeline> clauses = new ArrayList<>();
    Expression rest = call;
    while (rest instanceof Expression.Call next && next.name().equalsIgnoreCase("if")) {
      Expression then = argument(next, "then");
      clauses.add(clause(Conditions.filter(argument(next, "condition"), reading), then));
      rest = argument(next, "else");
    }
    clauses.add(otherwise(rest, call.span()));
    return new Step.Case(clauses, target.span().to(call.span()));
  }

  private static Expression argument(Expression.Call call, String name) {
    for (Expression.Argument argument : call.arguments()) {
      if (argument.name() == null
          ? name.equals("condition")
          : argument.name().text().equalsIgnoreCase(name)) {
        return argument.value();
      }
    }
    return null;
  }

  /** {@code filter | target := value}; without a value the event goes on unchanged. */
  Pipeline clause(Step filter, Expression value) {
    List<Step> steps = new ArrayList<>(flat(filter));
    Span span = filter.span();
    if (value != null) {
      steps.addAll(flat(assign(value)));
      span = span.to(value.span());
    }
    return new Pipeline(steps, span);
  }

  private Pipeline otherwise(Expression value, Span whole) {
    Span span = value == null ? new Span(whole.end(), whole.end()) : value.span();
    return clause(new Step.Truth(true, span), value);
  }

  /** {@code case(C1, v1, C2, v2, …, default)}. */
  Step caseFunction(Expression.Call call) {
    List<Expression> positional = new ArrayList<>();
    Expression fallback = null;
    for (Expression.Argument argument : call.arguments()) {
      if (argument.name() == null) {
        positional.add(argument.value());
      } else {
        fallback = argument.value();
      }
    }
    List<Pipeline> clauses = new ArrayList<>();
    boolean complete = false;
    for (int i = 0; i + 1 < positional.size(); i += 2) {
      Step filter = Conditions.filter(positional.get(i), reading);
      complete |= filter instanceof Step.Truth truth && truth.value();
      clauses.add(clause(filter, positional.get(i + 1)));
    }
    if (positional.size() % 2 == 1) {
      fallback = positional.get(positional.size() - 1);
    }
    if (!complete) {
      clauses.add(otherwise(fallback, call.span()));
    }
    return new Step.Case(clauses, target.span().to(call.span()));
  }
}
