package dev.lanner.cql.syntax;

import java.util.List;

/** Nodes that stand for something written otherwise. */
final class Make {
  private Make() {}

  static Expression.Call call(String name, Span span, Expression.Argument... arguments) {
    return new Expression.Call(name, List.of(arguments), span, span);
  }

  static Expression.Argument argument(Expression value) {
    return argument(null, value);
  }

  static Expression.Argument argument(String name, Expression value) {
    Name written = name == null ? null : new Name(name, value.span());
    return new Expression.Argument(
        written, value, ExpressionPrinter.print(value), List.of(), value.span());
  }

  /** The field {@code name} as an argument: quoted if it could not stand there bare. */
  static Expression field(String name, Span span) {
    return isPlain(name) ? new Expression.Field(name, span) : new Expression.Str(name, span);
  }

  /** The value of the field {@code name} in an expression. */
  static Expression value(String name, Span span) {
    return isPlain(name)
        ? new Expression.Field(name, span)
        : call("getField", span, argument(new Expression.Str(name, span)));
  }

  private static boolean isPlain(String name) {
    return Characters.isName(name)
        && !Characters.isDigit(name.charAt(0))
        && !name.equals("true")
        && !name.equals("false");
  }

  static Expression.Array texts(Span span, String... texts) {
    return new Expression.Array(
        List.of(texts).stream()
            .map(text -> new Expression.Element(null, new Expression.Str(text, span)))
            .toList(),
        span);
  }

  /** {@code not e}; twice is still written twice. */
  static Step not(Step operand, Span span) {
    return new Step.Not(operand, span);
  }

  /** Several steps as one. */
  static Step all(List<Step> steps, Span span) {
    return steps.size() == 1 ? steps.get(0) : new Step.And(steps, span);
  }
}
