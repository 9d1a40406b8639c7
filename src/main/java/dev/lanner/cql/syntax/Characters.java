package dev.lanner.cql.syntax;

/**
 * What each character may be part of. Source: the published character table (LANGUAGE 1.1); above
 * U+00FF the table is silent and everything that is no blank counts as part of a name.
 */
final class Characters {
  private Characters() {}

  /** Blanks, the ones that come with pasted text included. */
  static boolean isBlank(int c) {
    switch (c) {
      case ' ',
      '\t',
      '\n',
      '\f',
      '\r',
      0x00A0,
      0xFEFF,
      0x200B,
      0x202F,
      0x205F,
      0x2028,
      0x2029,
      0x3000:
        return true;
      default:
        return c >= 0x2000 && c <= 0x200A;
    }
  }

  /** Part of a field name without quotes. */
  static boolean isNamePart(int c) {
    if (c < 0) {
      return false;
    }
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "_#%&.@\\^~".indexOf(c) >= 0;
    }
    if (c <= 0xFF) {
      return (c >= 0xA1 && c <= 0xAA) || (c >= 0xAE && c <= 0xBA) || c >= 0xBC;
    }
    return !isBlank(c) && !isSmartQuote(c);
  }

  /** Part of a pattern without quotes; {@code /} is one as well, but cannot be the first. */
  static boolean isPatternPart(int c) {
    return isNamePart(c) || c == '*' || c == '+' || c == '-' || c == ':' || c == 0xAC;
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Quotes that a word processor makes of {@code "} and {@code '}. */
  static boolean isSmartQuote(int c) {
    return c >= 0x2018 && c <= 0x201F;
  }

  /** Whether {@code text} can stand as a field name without quotes. */
  static boolean isName(String text) {
    return !text.isEmpty() && nameEnd(text, 0) == text.length();
  }

  /** Whether {@code text} can stand as a pattern without quotes. */
  static boolean isPattern(String text) {
    return !text.isEmpty()
        && text.charAt(0) != '/'
        && !text.endsWith("//")
        && patternEnd(text, 0) == text.length();
  }

  /**
   * End of the longest field name at {@code from}: name parts with {@code [7]} and {@code []}
   * attached.
   */
  static int nameEnd(String text, int from) {
    int p = from;
    while (p < text.length()) {
      if (isNamePart(text.charAt(p))) {
        p++;
      } else {
        int end = p > from ? indexEnd(text, p) : p;
        if (end == p) {
          break;
        }
        p = end;
      }
    }
    return p;
  }

  /** End of the longest pattern at {@code from}; stops before {@code :=}. */
  static int patternEnd(String text, int from) {
    int p = from;
    while (p < text.length()) {
      char c = text.charAt(p);
      if (c == ':' && p + 1 < text.length() && text.charAt(p + 1) == '=') {
        break;
      }
      if (isPatternPart(c) || (c == '/' && p > from)) {
        p++;
      } else {
        int end = p > from ? indexEnd(text, p) : p;
        if (end == p) {
          break;
        }
        p = end;
      }
    }
    return p;
  }

  /** End of {@code [7]} or {@code []} at {@code from}, or {@code from} if there is none. */
  private static int indexEnd(String text, int from) {
    if (text.charAt(from) != '[') {
      return from;
    }
    int p = from + 1;
    while (p < text.length() && isDigit(text.charAt(p))) {
      p++;
    }
    return p < text.length() && text.charAt(p) == ']' ? p + 1 : from;
  }
}
