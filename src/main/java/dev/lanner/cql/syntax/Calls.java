package dev.lanner.cql.syntax;

import java.util.List;

/** Looking at calls and writing them otherwise. */
final class Calls {
  private Calls() {}

  /** Whether {@code call} names {@code parameter}. */
  static boolean has(Expression.Call call, String parameter) {
    return find(call, parameter) != null;
  }

  /** The argument that {@code call} names {@code parameter}, or null. */
  static Expression.Argument find(Expression.Call call, String parameter) {
    for (Expression.Argument argument : call.arguments()) {
      if (argument.name() != null && argument.name().text().equalsIgnoreCase(parameter)) {
        return argument;
      }
    }
    return null;
  }

  /** {@code call} by another name and with other arguments. */
  static Expression.Call renamed(
      Expression.Call call, String name, List<Expression.Argument> arguments) {
    return new Expression.Call(name, arguments, call.nameSpan(), call.span());
  }

  /** {@code argument} with a name. */
  static Expression.Argument named(String name, Expression.Argument argument) {
    return new Expression.Argument(
        new Name(name, new Span(argument.span().start(), argument.span().start())),
        argument.value(),
        argument.source(),
        argument.attributes(),
        argument.span());
  }
}
