package dev.lanner.cql.index;

import java.util.LinkedHashSet;
import java.util.Set;

/** Character classes that stand for few characters: {@code [\\/]}, {@code [0-9]}, {@code [Pp]}. */
final class RegexClass {
  private static final int MOST = 12;

  private RegexClass() {}

  /**
   * The characters of a class, each as a text, folded if case is ignored; null if they are many, or
   * not plain to see.
   */
  static Set<String> characters(String source, boolean ignoreCase) {
    if (!source.startsWith("[") || source.startsWith("[^")) {
      return null;
    }
    Set<String> all = new LinkedHashSet<>();
    int end = source.length() - 1;
    int at = 1;
    while (at < end) {
      int c = one(source, at);
      at += source.charAt(at) == '\\' ? 2 : 1;
      int last = c;
      if (at + 1 < end && source.charAt(at) == '-') {
        last = one(source, at + 1);
        at += source.charAt(at + 1) == '\\' ? 3 : 2;
      }
      if (c < 0 || last < c || last - c > MOST) {
        return null;
      }
      for (int each = c; each <= last; each++) {
        char folded = ignoreCase ? Folding.fold((char) each) : (char) each;
        all.add(String.valueOf(folded));
      }
    }
    return all.isEmpty() || all.size() > MOST ? null : all;
  }

  /** The character that stands at {@code at}, or -1 if it is none that stands for itself. */
  private static int one(String source, int at) {
    char c = source.charAt(at);
    if (c == '\\') {
      c = source.charAt(at + 1);
      if (c < 0x80 && Character.isLetterOrDigit(c)) {
        return -1;
      }
    } else if (c == '[' || c == '&') {
      return -1;
    }
    return Character.isSurrogate(c) ? -1 : c;
  }
}
