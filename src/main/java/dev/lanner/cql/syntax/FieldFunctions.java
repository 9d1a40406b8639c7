package dev.lanner.cql.syntax;

import java.util.Set;

/**
 * Functions whose first argument is a field and nothing else, and where published queries write
 * expressions all the same.
 */
final class FieldFunctions {
  private static final Set<String> NAMES =
      Set.of(
          "avg",
          "base64decode",
          "collect",
          "concat",
          "count",
          "formattime",
          "length",
          "lower",
          "max",
          "min",
          "range",
          "regex",
          "replace",
          "round",
          "splitstring",
          "stddev",
          "sum",
          "upper",
          "urldecode");

  private FieldFunctions() {}

  static boolean takesField(String name) {
    return NAMES.contains(Scanner.lower(name));
  }

  /** Whether {@code value} is computed, and neither a field nor a list of them. */
  static boolean isComputed(Expression value) {
    return value instanceof Expression.Call
        || value instanceof Expression.Binary
        || value instanceof Expression.Condition;
  }
}
