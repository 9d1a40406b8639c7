package dev.lanner.cql.node;

/** The four orders of numbers. */
public enum Comparison {
  /** Less than. */
  LESS,
  /** Less than or equal. */
  AT_MOST,
  /** Greater than. */
  GREATER,
  /** Greater than or equal. */
  AT_LEAST;

  /** The comparison written as {@code <}, {@code <=}, {@code >} or {@code >=}. */
  public static Comparison of(String symbol) {
    switch (symbol) {
      case "<":
        return LESS;
      case "<=":
        return AT_MOST;
      case ">":
        return GREATER;
      case ">=":
        return AT_LEAST;
      default:
        throw new IllegalArgumentException(symbol);
    }
  }

  /** Whether it holds for two numbers that compare as {@code order} (negative, 0, positive). */
  boolean holds(int order) {
    switch (this) {
      case LESS:
        return order < 0;
      case AT_MOST:
        return order <= 0;
      case GREATER:
        return order > 0;
      case AT_LEAST:
        return order >= 0;
    }
    throw new AssertionError(this);
  }
}
