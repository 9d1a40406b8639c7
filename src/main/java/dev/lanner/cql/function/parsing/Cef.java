package dev.lanner.cql.function.parsing;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.value.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body of a CEF message: {@code key=value} pairs whose values may hold blanks. */
final class Cef {
  private Cef() {}

  /**
   * The pairs; a value ends before the blanks in front of the next key. At most {@value
   * Texts#MAX_ELEMENTS}.
   */
  static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    int sign = nextSign(text, 0);
    while (sign > 0 && pairs.size() < Texts.MAX_ELEMENTS) {
      int start = keyStart(text, sign);
      int next = nextSign(text, sign + 1);
      while (next > 0 && !isKeyBefore(text, sign, next)) {
        next = nextSign(text, next + 1);
      }
      int end = next < 0 ? text.length() : keyStart(text, next);
      if (start < sign) {
        pairs.put(text.substring(start, sign), unescape(text.substring(sign + 1, end).strip()));
      }
      sign = next;
    }
    return pairs;
  }

  /** The next equals sign that no backslash stands before, or -1. */
  private static int nextSign(String text, int from) {
    int sign = text.indexOf('=', from);
    while (sign > 0 && text.charAt(sign - 1) == '\\') {
      sign = text.indexOf('=', sign + 1);
    }
    return sign;
  }

  private static int keyStart(String text, int sign) {
    int start = sign;
    while (start > 0 && isKey(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** Whether a key stands before {@code sign} and a blank before it, behind the sign before. */
  private static boolean isKeyBefore(String text, int signBefore, int sign) {
    int start = keyStart(text, sign);
    return start < sign && start > signBefore + 1 && isBlank(text.charAt(start - 1));
  }

  private static boolean isKey(char c) {
    return Character.isLetterOrDigit(c) || "_.-[]".indexOf(c) >= 0;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Takes the backslash from escaped characters; {@code \n \r \t} are the control characters. */
  static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      int escaped = "\\=|nrt".indexOf(next);
      if (next == 0 || escaped < 0) {
        plain.append(c);
      } else {
        plain.append("\\=|\n\r\t".charAt(escaped));
        i++;
      }
    }
    return plain.toString();
  }

  /**
   * The parts of a header, up to {@code count} of them separated by bars that no backslash stands
   * before; what is behind the last bar comes last. Null if there are fewer.
   */
  static List<String> header(String text, int count) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length() && parts.size() < count; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '|') {
        parts.add(unescape(text.substring(start, i)).strip());
        start = i + 1;
      }
    }
    if (parts.size() < count) {
      return null;
    }
    parts.add(text.substring(start));
    return parts;
  }

  /**
   * Sets the fields of the pairs. A pair {@code cs1=v} with {@code cs1Label=Name} becomes the label
   * field {@code Name}; it keeps its own fields only if told.
   */
  static void set(
      Row row, Map<String, String> pairs, String prefix, String labelPrefix, boolean keepLabels) {
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      String key = pair.getKey();
      String label = pairs.get(key + "Label");
      boolean isLabel =
          key.endsWith("Label") && pairs.containsKey(key.substring(0, key.length() - 5));
      if (label != null) {
        row.set(labelPrefix + label, pair.getValue());
      }
      if (keepLabels || label == null && !isLabel) {
        row.set(prefix + key, pair.getValue());
      }
    }
  }
}
