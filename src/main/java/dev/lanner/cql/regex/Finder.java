package dev.lanner.cql.regex;

/** Says whether a pattern occurs in a text. Not for several threads. */
interface Finder {
  /** The outcome of a search. */
  enum Verdict {
    FOUND,
    ABSENT,
    /** Only {@code java.util.regex} knows. */
    UNSURE
  }

  /** Whether the pattern is found anywhere in the text. */
  Verdict find(String text);
}
