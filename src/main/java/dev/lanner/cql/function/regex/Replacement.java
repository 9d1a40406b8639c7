package dev.lanner.cql.function.regex;

import dev.lanner.cql.regex.CqlRegex;
import java.util.ArrayList;
import java.util.List;

/**
 * The replacement text of {@code replace}, taken apart once: literal parts and references to
 * groups, as Java reads them. A {@code $} that begins no reference is a literal, as published
 * queries use it.
 */
final class Replacement {
  /** A literal, or a group by number, or a group by name. */
  private record Part(String literal, int number, String name) {}

  private final List<Part> parts;

  private Replacement(List<Part> parts) {
    this.parts = parts;
  }

  static Replacement parse(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        literal.append(text.charAt(i + 1));
        i += 2;
        continue;
      }
      int end = c == '$' ? endOfReference(text, i + 1) : -1;
      if (end < 0) {
        literal.append(c);
        i++;
        continue;
      }
      if (literal.length() > 0) {
        parts.add(new Part(literal.toString(), 0, null));
        literal.setLength(0);
      }
      parts.add(reference(text.substring(i + 1, end)));
      i = end;
    }
    if (literal.length() > 0) {
      parts.add(new Part(literal.toString(), 0, null));
    }
    return new Replacement(parts);
  }

  private static int endOfReference(String text, int from) {
    if (from < text.length() && text.charAt(from) == '{') {
      int close = text.indexOf('}', from);
      return close > from + 1 ? close + 1 : -1;
    }
    int end = from;
    while (end < text.length() && end < from + 2 && isDigit(text.charAt(end))) {
      end++;
    }
    return end == from ? -1 : end;
  }

  private static Part reference(String text) {
    return text.charAt(0) == '{'
        ? new Part(null, -1, text.substring(1, text.length() - 1))
        : new Part(null, Integer.parseInt(text), null);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Appends the replacement of the match where {@code scan} stands. */
  void append(CqlRegex.Scan scan, StringBuilder result) {
    for (Part part : parts) {
      if (part.literal != null) {
        result.append(part.literal);
      } else if (part.name != null) {
        appendGroup(scan.group(part.name), result);
      } else {
        appendNumbered(part.number, scan, result);
      }
    }
  }

  private static void appendNumbered(int number, CqlRegex.Scan scan, StringBuilder result) {
    if (number <= scan.groupCount()) {
      appendGroup(scan.group(number), result);
    } else if (number >= 10 && number / 10 <= scan.groupCount()) {
      // Java takes the second digit as part of the number only if there is such a group.
      appendGroup(scan.group(number / 10), result);
      result.append(number % 10);
    }
  }

  private static void appendGroup(String group, StringBuilder result) {
    if (group != null) {
      result.append(group);
    }
  }
}
