package dev.lanner.cli;

/**
 * Makes text safe to show. Values of events are written by whoever is looked for: an escape
 * sequence in one must not move the cursor, colour or rename a terminal, nor may a character
 * without a glyph turn or hide what stands beside it. Such characters are shown as {@code \}{@code
 * u001b}.
 */
final class Printable {
  private Printable() {}

  /** Whether a character may be shown as it is. */
  static boolean is(int codePoint) {
    if (codePoint >= ' ' && codePoint < 0x7F) {
      return true;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Adds a character as it may be shown. */
  static void append(int codePoint, StringBuilder to) {
    if (is(codePoint)) {
      to.appendCodePoint(codePoint);
      return;
    }
    switch (codePoint) {
      case '\n' -> to.append("\\n");
      case '\r' -> to.append("\\r");
      case '\t' -> to.append("\\t");
      default -> escape(codePoint, to);
    }
  }

  /** Adds a character as Java and JSON escape it. */
  private static void escape(int codePoint, StringBuilder to) {
    for (char c : Character.toChars(codePoint)) {
      to.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        to.append(Character.forDigit(c >> shift & 0xF, 16));
      }
    }
  }

  /** A text on one line, all of it safe to show. */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(c, line));
    return line.toString();
  }

  /** A JSON text, which means the same afterwards: nothing but strings can hold such characters. */
  static String json(String json) {
    if (json.codePoints().allMatch(Printable::is)) {
      return json;
    }
    StringBuilder safe = new StringBuilder(json.length() + 16);
    json.codePoints()
        .forEach(
            c -> {
              if (is(c)) {
                safe.appendCodePoint(c);
              } else {
                escape(c, safe);
              }
            });
    return safe.toString();
  }
}
