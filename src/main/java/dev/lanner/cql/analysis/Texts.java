package dev.lanner.cql.analysis;

import dev.lanner.cql.syntax.Expression;

/**
 * Reads an argument as the text it was written as, where a parameter wants a name or a text: bare
 * and quoted mean the same there (LANGUAGE 2.2).
 */
public final class Texts {
  private Texts() {}

  /**
   * The text of {@code value}, or null if it is more than a text: a call, an array, a regex, a
   * parameter. What reads as arithmetic between bare words ({@code Europe/Paris}, {@code a-b}) is
   * its own source.
   *
   * @param query the text that spans point into
   */
  public static String of(Expression value, String query) {
    if (value instanceof Expression.Str) {
      return ((Expression.Str) value).text();
    }
    if (value instanceof Expression.Field) {
      return ((Expression.Field) value).name();
    }
    if (value instanceof Expression.Word) {
      return ((Expression.Word) value).text();
    }
    if (value instanceof Expression.Num) {
      return ((Expression.Num) value).text();
    }
    if (value instanceof Expression.Bool) {
      return Boolean.toString(((Expression.Bool) value).value());
    }
    return isBare(value) ? query.substring(value.span().start(), value.span().end()).trim() : null;
  }

  private static boolean isBare(Expression value) {
    if (value instanceof Expression.Unary) {
      return isBare(((Expression.Unary) value).operand());
    }
    if (value instanceof Expression.Binary) {
      Expression.Binary binary = (Expression.Binary) value;
      boolean arithmetic = "+-*/%".contains(binary.operator());
      return arithmetic && isBare(binary.left()) && isBare(binary.right());
    }
    return value instanceof Expression.Field
        || value instanceof Expression.Num
        || value instanceof Expression.Word
        || value instanceof Expression.Bool;
  }
}
