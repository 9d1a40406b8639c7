package dev.lanner.cql.regex;

import java.util.Map;

/**
 * The classes of characters that have a short name, as {@code java.util.regex} means them without
 * its Unicode flags.
 */
final class CharShorthand {
  private static final CharSet DIGIT = CharSet.builder().add('0', '9').build();
  private static final CharSet SPACE = CharSet.of(" \t\n\u000B\f\r");
  private static final CharSet HORIZONTAL =
      CharSet.builder().add(" \t\u00A0\u1680\u180E\u202F\u205F\u3000").add(0x2000, 0x200A).build();
  private static final CharSet VERTICAL = CharSet.of("\n\u000B\f\r\u0085\u2028\u2029");
  private static final CharSet ALPHA = CharSet.builder().add('a', 'z').add('A', 'Z').build();
  private static final CharSet ALNUM = CharSet.builder().add(ALPHA).add(DIGIT).build();
  private static final CharSet GRAPH = CharSet.builder().add('!', '~').build();

  private static final Map<String, CharSet> POSIX =
      Map.ofEntries(
          Map.entry("Alpha", ALPHA),
          Map.entry("Digit", DIGIT),
          Map.entry("Alnum", ALNUM),
          Map.entry("Upper", CharSet.builder().add('A', 'Z').build()),
          Map.entry("Lower", CharSet.builder().add('a', 'z').build()),
          Map.entry("Punct", CharSet.of("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")),
          Map.entry("Blank", CharSet.of(" \t")),
          Map.entry("Cntrl", CharSet.builder().add(0, 31).add(127, 127).build()),
          Map.entry("XDigit", CharSet.builder().add('a', 'f').add('A', 'F').add('0', '9').build()),
          Map.entry("Graph", GRAPH),
          Map.entry("Print", CharSet.builder().add(GRAPH).add(" ").build()));

  private CharShorthand() {}

  /** The class of {@code \d}, {@code \W} and their like by its letter, or null if there is none. */
  static CharSet of(char letter) {
    return switch (letter) {
      case 'd' -> DIGIT;
      case 'D' -> not(DIGIT);
      case 'w' -> CharSet.WORD;
      case 'W' -> not(CharSet.WORD);
      case 's' -> SPACE;
      case 'S' -> not(SPACE);
      case 'h' -> HORIZONTAL;
      case 'H' -> not(HORIZONTAL);
      case 'v' -> VERTICAL;
      case 'V' -> not(VERTICAL);
      default -> null;
    };
  }

  /** The class of <code>\p{name}</code>, or null if it is not of ASCII. */
  static CharSet posix(String name) {
    return POSIX.get(name);
  }

  private static CharSet not(CharSet set) {
    return CharSet.builder().add(set).invert().build();
  }
}
