package dev.lanner.cql.function.text;

/** Finds the escape sequences that colour a terminal (ECMA-48). */
final class AnsiCodes {
  private static final char ESCAPE = '\u001b';
  private static final char CONTROL_SEQUENCE = '\u009b';
  private static final char BELL = '\u0007';

  private AnsiCodes() {}

  /** The text without escape sequences. */
  static String strip(String text) {
    if (text.indexOf(ESCAPE) < 0 && text.indexOf(CONTROL_SEQUENCE) < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == CONTROL_SEQUENCE) {
        i = endOfSequence(text, i + 1);
      } else if (c == ESCAPE) {
        i = endOfEscape(text, i + 1);
      } else {
        plain.append(c);
        i++;
      }
    }
    return plain.toString();
  }

  private static int endOfEscape(String text, int from) {
    if (from == text.length()) {
      return from;
    }
    char kind = text.charAt(from);
    if (kind == '[') {
      return endOfSequence(text, from + 1);
    }
    if (kind == ']') {
      return endOfCommand(text, from + 1);
    }
    int i = from;
    while (i < text.length() && text.charAt(i) >= ' ' && text.charAt(i) <= '/') {
      i++;
    }
    return Math.min(i + 1, text.length());
  }

  /** Parameters, intermediate characters, one final character. */
  private static int endOfSequence(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= ' ' && text.charAt(i) <= '?') {
      i++;
    }
    return i < text.length() && text.charAt(i) >= '@' && text.charAt(i) <= '~' ? i + 1 : i;
  }

  /** A command to the terminal, up to a bell or a string terminator. */
  private static int endOfCommand(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == BELL) {
        return i + 1;
      }
      if (text.charAt(i) == ESCAPE) {
        return text.startsWith("\\", i + 1) ? i + 2 : i;
      }
    }
    return text.length();
  }
}
