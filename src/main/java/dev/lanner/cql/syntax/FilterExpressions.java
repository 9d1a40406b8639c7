package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Filters as official expressions that are true where the filter holds and not true elsewhere.
 * Official expressions have no boolean operators; {@code if()} takes their place.
 */
final class FilterExpressions implements Step.Visitor<Expression> {
  /** Longer conjunctions would nest {@code if()} too deeply. */
  private static final int MAX_OPERANDS = 50;

  private final Reading reading;

  FilterExpressions(Reading reading) {
    this.reading = reading;
  }

  Expression of(Step filter) {
    return filter.accept(this);
  }

  @Override
  public Expression and(Step.And step) {
    return chain(step.operands(), step, false);
  }

  @Override
  public Expression or(Step.Or step) {
    return chain(step.operands(), step, true);
  }

  /** {@code if(a, then=b, else=false)} for AND, {@code if(a, then=true, else=b)} for OR. */
  private Expression chain(List<Step> operands, Step whole, boolean decides) {
    if (operands.size() > MAX_OPERANDS) {
      return computed(whole);
    }
    Expression result = of(operands.get(operands.size() - 1));
    for (int i = operands.size() - 2; i >= 0; i--) {
      Span span = operands.get(i).span();
      Expression decided = new Expression.Bool(decides, span);
      result =
          choice(of(operands.get(i)), decides ? decided : result, decides ? result : decided, span);
    }
    return result;
  }

  private static Expression choice(
      Expression condition, Expression then, Expression otherwise, Span span) {
    return Make.call(
        "if",
        span,
        Make.argument(condition),
        Make.argument("then", then),
        Make.argument("else", otherwise));
  }

  @Override
  public Expression not(Step.Not step) {
    return negated(of(step.operand()), step.span());
  }

  /** {@code !} of no value is no value, but the negation of a filter that does not hold is true. */
  private static Expression negated(Expression operand, Span span) {
    if (operand instanceof Expression.Call call && !call.name().equalsIgnoreCase("if")) {
      return new Expression.Unary('!', operand, span);
    }
    return choice(operand, new Expression.Bool(false, span), new Expression.Bool(true, span), span);
  }

  @Override
  public Expression fieldTest(Step.FieldTest step) {
    Span span = step.span();
    String field = step.field().text();
    if (step.comparison() == Step.Comparison.NE) {
      Expression equal =
          of(new Step.FieldTest(step.field(), Step.Comparison.EQ, step.pattern(), span));
      return negated(equal, span);
    }
    if (step.pattern() instanceof Pattern.Regex regex) {
      return regex(field, regex, span);
    }
    if (step.comparison() == Step.Comparison.EQ || step.comparison() == Step.Comparison.LIKE) {
      return step.pattern() instanceof Pattern.Glob glob
          ? text(step, glob, field)
          : parameter(step, field);
    }
    return new Expression.Binary(
        step.comparison().symbol(), Make.value(field, span), value(step.pattern()), span);
  }

  private static Expression regex(String field, Pattern.Regex regex, Span span) {
    Expression.Argument body = Make.argument(new Expression.Str(regex.body(), regex.span()));
    Expression.Argument of = Make.argument("field", Make.field(field, span));
    String flags = regex.flags().replace("F", "").replace('s', 'd');
    if (flags.isEmpty()) {
      return Make.call("regex", span, body, of);
    }
    Expression.Argument with = Make.argument("flags", new Expression.Str(flags, regex.span()));
    return Make.call("regex", span, body, of, with);
  }

  private static Expression text(Step.FieldTest step, Pattern.Glob glob, String field) {
    Span span = step.span();
    boolean like = step.comparison() == Step.Comparison.LIKE;
    boolean plain = glob.text().indexOf('*') < 0 && !Scanner.isNumber(glob.text());
    if (plain && !like) {
      return new Expression.Binary(
          "==", Make.value(field, span), new Expression.Str(glob.text(), glob.span()), span);
    }
    String text = like ? "*" + glob.text() + "*" : glob.text();
    return in(field, new Expression.Str(text, glob.span()), span);
  }

  private Expression parameter(Step.FieldTest step, String field) {
    return step.comparison() == Step.Comparison.LIKE
        ? computed(step)
        : in(field, value(step.pattern()), step.span());
  }

  private static Expression in(String field, Expression value, Span span) {
    Expression values =
        new Expression.Array(List.of(new Expression.Element(null, value)), value.span());
    return Make.call(
        "in",
        span,
        Make.argument("field", Make.field(field, span)),
        Make.argument("values", values));
  }

  private static Expression value(Pattern pattern) {
    if (pattern instanceof Pattern.Glob glob) {
      return Scanner.isNumber(glob.text())
          ? new Expression.Num(glob.text(), glob.span())
          : new Expression.Str(glob.text(), glob.span());
    }
    Pattern.Param param = (Pattern.Param) pattern;
    return new Expression.Param(param.name(), param.fallback(), param.span());
  }

  @Override
  public Expression truth(Step.Truth step) {
    return new Expression.Bool(step.value(), step.span());
  }

  @Override
  public Expression call(Step.Call step) {
    Expression.Call call = step.call();
    return call.name().equalsIgnoreCase("test") && call.arguments().size() == 1
        ? call.arguments().get(0).value()
        : call;
  }

  /** A field that a step before sets to true or false. */
  private Expression computed(Step filter) {
    Span span = filter.span();
    String field = reading.preparation().field();
    Name target = new Name(field, span);
    List<Step> holds = new ArrayList<>(Branches.flat(filter));
    holds.add(new Step.Assign(target, false, new Expression.Bool(true, span), span));
    List<Step> fails =
        List.of(
            new Step.Truth(true, span),
            new Step.Assign(target, false, new Expression.Bool(false, span), span));
    reading
        .preparation()
        .add(new Step.Case(List.of(new Pipeline(holds, span), new Pipeline(fails, span)), span));
    return new Expression.Field(field, span);
  }

  @Override
  public Expression freeText(Step.FreeText step) {
    return computed(step);
  }

  @Override
  public Expression saved(Step.Saved step) {
    return computed(step);
  }

  @Override
  public Expression caseOf(Step.Case step) {
    return computed(step);
  }

  @Override
  public Expression match(Step.Match step) {
    return computed(step);
  }

  @Override
  public Expression assign(Step.Assign step) {
    return computed(step);
  }

  @Override
  public Expression stats(Step.Stats step) {
    return computed(step);
  }

  @Override
  public Expression link(Step.Link step) {
    return computed(step);
  }
}
