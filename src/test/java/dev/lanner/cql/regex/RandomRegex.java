package dev.lanner.cql.regex;

import java.util.Random;
import java.util.regex.Pattern;

/** Patterns of what an automaton may be able to run, and texts for them. */
final class RandomRegex {
  private RandomRegex() {}

  /** Flags of {@link Pattern}. */
  static int flags(Random random) {
    return (random.nextInt(3) == 0 ? Pattern.CASE_INSENSITIVE : 0)
        | (random.nextInt(3) == 0 ? Pattern.MULTILINE : 0)
        | (random.nextInt(3) == 0 ? Pattern.DOTALL : 0);
  }

  /** A pattern that {@link Pattern} accepts. */
  static String pattern(Random random) {
    return choice(random, 3);
  }

  private static String choice(Random random, int depth) {
    StringBuilder choice = new StringBuilder(sequence(random, depth));
    while (random.nextInt(4) == 0) {
      choice.append('|').append(sequence(random, depth));
    }
    return choice.toString();
  }

  private static String sequence(Random random, int depth) {
    StringBuilder sequence = new StringBuilder(random.nextInt(12) == 0 ? "^" : "");
    for (int i = random.nextInt(5); i > 0; i--) {
      sequence.append(part(random, depth));
    }
    return sequence.append(random.nextInt(10) == 0 ? "$" : "").toString();
  }

  private static String part(Random random, int depth) {
    if (random.nextInt(9) == 0) {
      return pick(random, "^", "\\b", "\\B", "\\A", "\\z", "\\Z", "(?i)", "(?-i)", "(?s)", "(?m)");
    }
    String atom =
        depth > 0 && random.nextInt(4) == 0
            ? pick(random, "(", "(?:", "(?i:", "(?s-i:", "(?m:") + choice(random, depth - 1) + ")"
            : atom(random);
    return atom
        + (random.nextInt(3) > 0
            ? ""
            : pick(
                random, "?", "*", "+", "??", "*?", "+?", "{2}", "{1,2}", "{0,3}", "{2,}", "{0}"));
  }

  private static String atom(Random random) {
    return pick(
        random,
        "a",
        "b",
        "c",
        "A",
        "B",
        "1",
        "_",
        " ",
        "é",
        "É",
        "\\.",
        "\\n",
        "\\r",
        "\\u0085",
        "\\x41",
        ".",
        ".",
        "\\d",
        "\\D",
        "\\w",
        "\\W",
        "\\s",
        "\\S",
        "\\h",
        "\\v",
        "[ab]",
        "[^ab]",
        "[a-cé]",
        "[^\\d\\r]",
        "[\\w-]",
        "[^\\W_]",
        "[\\x80-\\xff]",
        "[^\\x80-\\uffff]",
        "[A-]",
        "[\\p{Alpha}.]",
        "\\p{Punct}",
        "\\p{Cntrl}",
        "\\p{Print}",
        "[^\\p{Graph}]",
        "[\u2028\u2029]");
  }

  private static String pick(Random random, String... from) {
    return from[random.nextInt(from.length)];
  }

  /** A text in which the pattern may be found, with all kinds of line ends and characters. */
  static String text(Random random, String pattern) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      switch (random.nextInt(6)) {
        case 0 -> text.append(pick(random, "\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029"));
        case 1 -> text.append(pick(random, "é", "É", "\u0301", "\u212A", "\uFFFF", "\u0000"));
        case 2 -> text.append(random.nextInt(6) > 0 ? " " : "\uD83D\uDD0D");
        case 3 ->
            text.append(pattern.isEmpty() ? 'a' : pattern.charAt(random.nextInt(pattern.length())));
        default -> text.append(pick(random, "a", "b", "c", "A", "B", "C", "1", "_", ".", "-"));
      }
    }
    if (random.nextInt(20) == 0) {
      text.insert(random.nextInt(text.length() + 1), pick(random, "\uD83D", "\uDD0D"));
    }
    return text.toString();
  }
}
