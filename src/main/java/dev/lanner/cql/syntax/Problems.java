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
  /** So many are kept; a text with more of them is not a query. */
  static final int MAX = 200;

  private final List<Problem> found = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private int errors;

  void add(Problem problem) {
    if (found.size() < MAX && known.add(problem.code() + ' ' + problem.span().start())) {
      found.add(problem);
      if (problem.severity() == Problem.Severity.ERROR) {
        errors++;
      }
    }
  }

  /** How many errors there are so far. */
  int errors() {
    return errors;
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
