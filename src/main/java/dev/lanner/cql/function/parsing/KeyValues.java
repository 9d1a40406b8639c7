package dev.lanner.cql.function.parsing;

import java.util.function.BiConsumer;

/**
 * The pairs of key and value in one text.
 *
 * <p>A key is a quoted text or a run of letters, digits and some signs before the separator; a
 * value is a quoted text or what follows up to a blank or comma. Blanks around the separator are
 * ambiguous; {@link Padding} says how to read them (LogScale docs, functions/kvparse, the table of
 * separatorPadding):
 *
 * <ul>
 *   <li>unknown: blanks may stand around the separator; what follows is the value, and what it
 *       takes no longer serves as a key.
 *   <li>no: the value begins right behind the separator, or is empty.
 *   <li>yes: a word behind the separator that is itself followed by a blank and a separator is the
 *       next key, and the value is empty. A key that is glued to the separator before it gets no
 *       value.
 * </ul>
 */
final class KeyValues {
  /** Whether there are blanks around the separator. */
  enum Padding {
    /** There may be. */
    UNKNOWN,
    /** There are none. */
    NO,
    /** There are. */
    YES
  }

  private static final String KEY_SIGNS = "_.-@#$%/:*+~\\";

  private final String text;
  private final char separator;
  private final Padding padding;

  KeyValues(String text, char separator, Padding padding) {
    this.text = text;
    this.separator = separator;
    this.padding = padding;
  }

  /** Shows the pairs in the order of the text. */
  void forEach(BiConsumer<String, String> visitor) {
    int at = 0;
    while (at < text.length()) {
      int sign = next(at);
      if (sign < 0) {
        return;
      }
      Key key = keyBefore(sign, at);
      if (key == null) {
        at = sign + 1;
      } else {
        at = value(key, sign, at, visitor);
      }
    }
  }

  private record Key(String text, int start) {}

  /** The next separator that is outside quotes with a value before them, or -1. */
  private int next(int from) {
    return text.indexOf(separator, from);
  }

  /** The key that ends before a separator, no earlier than {@code from}; null if there is none. */
  private Key keyBefore(int sign, int from) {
    int end = sign;
    while (end > from && isBlank(text.charAt(end - 1))) {
      end--;
    }
    if (end == from) {
      return null;
    }
    char last = text.charAt(end - 1);
    if (last == '"' || last == '\'') {
      int open = text.lastIndexOf(last, end - 2);
      return open < from || open == end - 2
          ? null
          : new Key(text.substring(open + 1, end - 1), open);
    }
    int start = end;
    while (start > from && isKey(text.charAt(start - 1))) {
      start--;
    }
    return start == end ? null : new Key(text.substring(start, end), start);
  }

  private boolean isKey(char c) {
    return c != separator && (Character.isLetterOrDigit(c) || KEY_SIGNS.indexOf(c) >= 0);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean endsValue(char c) {
    return isBlank(c) || c == ',';
  }

  /** Reads the value behind a separator and shows the pair; returns where to go on. */
  private int value(Key key, int sign, int from, BiConsumer<String, String> visitor) {
    int start = sign + 1;
    if (padding != Padding.NO) {
      start = skipBlanks(start);
    }
    boolean quoted =
        start < text.length() && (text.charAt(start) == '"' || text.charAt(start) == '\'');
    if (quoted) {
      int close = close(start);
      if (close > 0) {
        visitor.accept(key.text, unquoted(start, close));
        return close + 1;
      }
    }
    int end = start;
    while (end < text.length() && !endsValue(text.charAt(end))) {
      end++;
    }
    if (padding == Padding.YES && isKeyOfNext(start, end)) {
      visitor.accept(key.text, "");
      return start;
    }
    boolean glued = key.start == from && from > 0 && text.charAt(from - 1) == separator;
    if (padding == Padding.YES && glued) {
      visitor.accept(key.text, "");
      return end;
    }
    visitor.accept(key.text, text.substring(start, end));
    return end;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Whether the word is followed by blanks and a separator. */
  private boolean isKeyOfNext(int start, int end) {
    int behind = skipBlanks(end);
    return end > start
        && behind > end
        && behind < text.length()
        && text.charAt(behind) == separator;
  }

  /** The quote that closes the one at {@code open}; -1 if there is none. */
  private int close(int open) {
    char quote = text.charAt(open);
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        return i;
      }
    }
    return -1;
  }

  private String unquoted(int open, int close) {
    String inside = text.substring(open + 1, close);
    String quote = text.substring(open, open + 1);
    return inside.replace("\\" + quote, quote);
  }
}
