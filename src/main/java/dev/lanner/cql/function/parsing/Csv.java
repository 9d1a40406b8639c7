package dev.lanner.cql.function.parsing;

import java.util.ArrayList;
import java.util.List;

/** Splits one record of separated values (RFC 4180). */
final class Csv {
  private final char delimiter;
  private final boolean trim;

  /**
   * Splits at {@code delimiter}.
   *
   * @param trim whether blanks around a value are left out, and a quote may stand behind them
   */
  Csv(char delimiter, boolean trim) {
    this.delimiter = delimiter;
    this.trim = trim;
  }

  /** The first {@code most} values of a record. */
  List<String> split(String record, int most) {
    List<String> values = new ArrayList<>();
    int at = 0;
    while (values.size() < most && at <= record.length()) {
      int start = trim ? skipBlanks(record, at) : at;
      if (start < record.length() && record.charAt(start) == '"') {
        StringBuilder value = new StringBuilder();
        int end = quoted(record, start + 1, value);
        int next = delimiterFrom(record, end);
        String rest = record.substring(end, next);
        values.add(value.append(trim ? rest.strip() : rest).toString());
        at = next + 1;
      } else {
        int next = delimiterFrom(record, at);
        String value = record.substring(at, next);
        values.add(trim ? value.strip() : value);
        at = next + 1;
      }
    }
    return values;
  }

  private int skipBlanks(String record, int from) {
    int at = from;
    while (at < record.length()
        && record.charAt(at) != delimiter
        && Character.isWhitespace(record.charAt(at))) {
      at++;
    }
    return at;
  }

  private int delimiterFrom(String record, int from) {
    int next = record.indexOf(delimiter, from);
    return next < 0 ? record.length() : next;
  }

  /** Reads up to behind the closing quote; two quotes in a row are one of the value. */
  private static int quoted(String record, int from, StringBuilder value) {
    int at = from;
    while (at < record.length()) {
      char c = record.charAt(at++);
      if (c != '"') {
        value.append(c);
      } else if (at < record.length() && record.charAt(at) == '"') {
        value.append('"');
        at++;
      } else {
        return at;
      }
    }
    return at;
  }
}
