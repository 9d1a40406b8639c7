package dev.lanner.cql.regex;

import java.util.List;

/**
 * A pattern as an automaton can run it: what is found, without groups and without preferences among
 * several ways to find it.
 */
sealed interface Term {
  /** One character of a set. */
  record Chars(CharSet set) implements Term {}

  /** One after the other. */
  record Sequence(List<Term> parts) implements Term {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** One of several. */
  record Choice(List<Term> alternatives) implements Term {
    public Choice {
      alternatives = List.copyOf(alternatives);
    }
  }

  /**
   * Something a number of times.
   *
   * @param max {@link #ENDLESS} for no end
   */
  record Repeat(Term what, int min, int max) implements Term {
    static final int ENDLESS = Integer.MAX_VALUE;
  }

  /** A condition on a place, which takes no character. */
  enum Place implements Term {
    /** {@code ^} or {@code \A}. */
    TEXT_START,
    /** {@code \z}. */
    TEXT_END,
    /** {@code $} or {@code \Z}: the end, or before a line end that is the end. */
    LAST_LINE_END,
    /** {@code ^} of each line. */
    LINE_START,
    /** {@code $} of each line. */
    LINE_END,
    /** {@code \b}. */
    WORD_EDGE,
    /** {@code \B}. */
    NO_WORD_EDGE,
    /** Not behind {@code \r}: no line ends between {@code \r} and {@code \n}. */
    NOT_AFTER_CR
  }

  /** The pattern is more than an automaton runs exactly as the engine does. */
  final class Unsupported extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("StaticAssignmentOfThrowable") // without a stack trace
    static final Unsupported INSTANCE = new Unsupported();

    private Unsupported() {
      super("not for an automaton", null, false, false);
    }
  }
}
