package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.Query;
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

  private Lints() {}

  /**
   * What is probably not meant in {@code query}, in the order of the text; nothing for a query that
   * could not be read.
   */
  public static List<Problem> of(Query query, Setting setting) {
    if (!query.ok()) {
      return List.of();
    }
    Subject subject = new Subject(query, setting);
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
