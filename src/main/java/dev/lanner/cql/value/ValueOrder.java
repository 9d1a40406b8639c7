package dev.lanner.cql.value;

import java.math.BigDecimal;

/**
 * The orders in which values are compared and sorted (LANGUAGE 3.7, judgements U3 and U4). All of
 * them are total and agree with equality of what they compare.
 */
public final class ValueOrder {
  private ValueOrder() {}

  /**
   * Compares two numbers by their exact value: whole numbers beyond 2^53 keep all their digits.
   * Both must be {@linkplain Value#isNumber numbers}.
   */
  public static int numbers(Value a, Value b) {
    if (a.isWhole() && b.isWhole()) {
      return Long.compare(a.asLong(), b.asLong());
    }
    double x = a.asDouble();
    double y = b.asDouble();
    if (a.isWhole() == b.isWhole() || x != y) {
      return x == y ? 0 : Double.compare(x, y);
    }
    return exact(a).compareTo(exact(b));
  }

  /**
   * Key order: numbers first, by value, then other texts by their characters; texts that are the
   * same number ({@code 1} and {@code 1.0}) by their characters.
   */
  public static int keys(String a, String b) {
    Value x = Value.of(a);
    Value y = Value.of(b);
    if (x.isNumber() != y.isNumber()) {
      return x.isNumber() ? -1 : 1;
    }
    int byNumber = x.isNumber() ? numbers(x, y) : 0;
    return byNumber != 0 ? byNumber : a.compareTo(b);
  }

  /** Compares keys of several fields, field by field; null texts last. */
  public static int keys(String[] a, String[] b) {
    for (int i = 0; i < a.length; i++) {
      int order;
      if (a[i] == null || b[i] == null) {
        order = Boolean.compare(a[i] == null, b[i] == null);
      } else {
        order = keys(a[i], b[i]);
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static BigDecimal exact(Value number) {
    return number.isWhole()
        ? BigDecimal.valueOf(number.asLong())
        : new BigDecimal(number.asDouble());
  }
}
