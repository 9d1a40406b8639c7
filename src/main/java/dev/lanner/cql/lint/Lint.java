package dev.lanner.cql.lint;

/** Checks of one topic. */
interface Lint {
  /** Reports what it finds in the query of {@code subject}. */
  void check(Subject subject);
}
