package dev.lanner.cql.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers the problems of one text: each place once, in the order of the text, and not without end.
 */
final class Problems {
  /** So many errors are kept; a text with more of them is not a query. */
  static final int MAX_ERRORS = 100;

  /** So many infos and warnings are kept. */
  static final int MAX_NOTES = 400;

  private final List<Problem> found = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private int errors;
  private int notes;

  void add(Problem problem) {
    boolean error = problem.severity() == Problem.Severity.ERROR;
    boolean room = error ? !tooManyErrors() : roomForNotes();
    if (room && known.add(problem.code() + ' ' + problem.span().start())) {
      found.add(problem);
      errors += error ? 1 : 0;
      notes += error ? 0 : 1;
    }
  }

  /** How many errors there are so far. */
  int errors() {
    return errors;
  }

  /** Whether it makes no sense to read on. */
  boolean tooManyErrors() {
    return errors >= MAX_ERRORS;
  }

  boolean roomForNotes() {
    return notes < MAX_NOTES;
  }

  List<Problem> inOrder() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.comparingInt((Problem p) -> p.span().start())
            .thenComparing(Comparator.comparing(Problem::severity).reversed())
            .thenComparing(Problem::code));
    return sorted;
  }
}
