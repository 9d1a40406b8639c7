package dev.lanner.cql.regex;

import java.util.Locale;

/**
 * What says whether a pattern occurs in a text. The choice changes the time that takes, never an
 * answer.
 */
enum RegexEngine {
  /** {@link Dfa}, everywhere. */
  AUTOMATON {
    @Override
    Finder finder(String pattern, int flags) {
      return Dfa.of(pattern, flags);
    }
  },
  /** {@link VectorscanFinder}, as far as it goes; {@link Dfa} for the rest. */
  VECTORSCAN {
    @Override
    Finder finder(String pattern, int flags) {
      Dfa automaton = Dfa.of(pattern, flags);
      return automaton == null ? null : VectorscanFinder.orElse(automaton, pattern, flags);
    }
  };

  /** The system property that chooses, by a name in lower case; anything else is the automaton. */
  static final String PROPERTY = "lanner.regex";

  /** The one that the process was started with. */
  static RegexEngine chosen() {
    String choice = System.getProperty(PROPERTY, "");
    return choice.toLowerCase(Locale.ROOT).equals("vectorscan") ? VECTORSCAN : AUTOMATON;
  }

  /**
   * Finds a pattern of {@code java.util.regex}, with its answers; null if only it can do that.
   *
   * @param flags of {@link java.util.regex.Pattern}: case, dot and lines only
   */
  abstract Finder finder(String pattern, int flags);
}
