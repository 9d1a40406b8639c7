package dev.lanner.cql.value;

import java.math.BigDecimal;

/** Numbers as text: what reads as one, and how one prints (LANGUAGE 3.5, judgement U5). */
public final class Numbers {
  private static final int MAX_LENGTH = 400;

  private Numbers() {}

  /** A cheap test that is never false for a number. */
  public static boolean mayBeNumber(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    char last = text.charAt(text.length() - 1);
    char first = text.charAt(0);
    return (last >= '0' && last <= '9' || last == '.')
        && (first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.');
  }

  /** Whether the text is an optional sign and digits that fit a {@code long}. */
  public static boolean isWhole(String text) {
    int start = sign(text);
    int digits = text.length() - start;
    if (digits == 0 || digits > 19) {
      return false;
    }
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    if (digits < 19) {
      return true;
    }
    try {
      Long.parseLong(text);
      return true;
    } catch (NumberFormatException tooBig) {
      return false;
    }
  }

  /**
   * The number a text stands for: optional sign, digits, fraction, exponent; no blanks, no hex, no
   * separators. NaN if it is not a number or not finite.
   */
  public static double parse(String text) {
    if (text == null || !mayBeNumber(text) || !isNumberShaped(text)) {
      return Double.NaN;
    }
    double number = Double.parseDouble(text);
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  /**
   * Prints a number: whole ones as digits, others as the shortest plain decimal that reads back.
   */
  public static String print(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    String plain = new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    return plain;
  }

  private static int sign(String text) {
    return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
  }

  private static boolean isNumberShaped(String text) {
    int i = sign(text);
    int wholeDigits = digits(text, i);
    i += wholeDigits;
    int fractionDigits = 0;
    if (i < text.length() && text.charAt(i) == '.') {
      fractionDigits = digits(text, i + 1);
      i += 1 + fractionDigits;
    }
    if (wholeDigits + fractionDigits == 0) {
      return false;
    }
    if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      i++;
      if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
        i++;
      }
      int exponent = digits(text, i);
      if (exponent == 0) {
        return false;
      }
      i += exponent;
    }
    return i == text.length();
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i - from;
  }
}
