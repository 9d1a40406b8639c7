package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.Query;
import dev.lanner.cql.syntax.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All lints. */
public final class Lints {
  private static final List<Lint> ALL =
      List.of(
          new DictionaryLint(),
          new ConditionLint(),
          new ContradictionLint(),
          new ValueLint(),
          new ExclusionLint(),
          new RegexLint(),
          new RegexTextLint(),
          new GroupNameLint(),
          new BranchLint(),
          new RemovedFieldLint(),
          new UnreadFieldLint(),
          new RowLint(),
          new GroupLint(),
          new RuleLint());

  /** A longer text was not written by hand; the longest published query seen has 35,000. */
  private static final int MOST_CHARACTERS = 100_000;

  /** As many as can be compiled. */
  private static final int MOST_STEPS = 1_000;

  private Lints() {}

  /**
   * What is probably not meant in {@code query}, in the order of the text; nothing for a query that
   * could not be read. One longer than anybody writes is not looked at, which is said.
   */
  public static List<Problem> of(Query query, Setting setting) {
    if (!query.ok()) {
      return List.of();
    }
    Subject subject = new Subject(query, setting);
    if (query.text().length() > MOST_CHARACTERS || subject.steps().size() > MOST_STEPS) {
      subject.report(
          Code.NOT_LINTED,
          new Span(0, 0),
          "the query is too long to look for what is probably not meant",
          "keep to " + MOST_CHARACTERS + " characters and " + MOST_STEPS + " steps");
      return subject.found();
    }
    ALL.forEach(lint -> lint.check(subject));
    return inOrder(subject.found());
  }

  /** {@code problems} and the lints of {@code query}, in the order of the text. */
  public static List<Problem> with(List<Problem> problems, Query query, Setting setting) {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(of(query, setting));
    return inOrder(all);
  }

  private static List<Problem> inOrder(List<Problem> problems) {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparingInt((Problem p) -> p.span().start())
            .thenComparingInt(p -> p.span().end()));
    return List.copyOf(sorted);
  }
}
