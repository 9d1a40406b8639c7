package dev.lanner.cql.lint;

import dev.lanner.cql.regex.RegexTree;
import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Named groups that nobody reads, or that share a name. */
final class GroupNameLint implements Lint {
  @Override
  public void check(Subject subject) {
    for (RegexUse use : subject.regexes()) {
      Set<String> seen = new HashSet<>();
      for (String name : GroupNames.of(use.tree())) {
        if (!seen.add(name)) {
          subject.report(
              Code.REPEATED_GROUP,
              use.span(),
              "two groups of this regex are named `" + name + "`",
              "give them different names, and choose with `coalesce([…])`");
        }
      }
    }
    negated(subject);
  }

  /** {@code f != /(?<x>…)/}: what does not match extracts nothing. */
  private static void negated(Subject subject) {
    Walk.steps(
        subject.query().pipeline(),
        step -> {
          if (step instanceof Step.FieldTest test && test.comparison() == Step.Comparison.NE) {
            inNegation(test, subject);
          } else if (step instanceof Step.Not not && not.operand() instanceof Step.FieldTest test) {
            inNegation(test, subject);
          }
        });
  }

  private static void inNegation(Step.FieldTest test, Subject subject) {
    if (test.pattern() instanceof Pattern.Regex regex) {
      List<String> names = RegexTree.of(regex.body()).map(GroupNames::of).orElse(List.of());
      if (!names.isEmpty()) {
        subject.report(
            Code.GROUP_IN_NEGATION,
            regex.span(),
            "the group `"
                + names.get(0)
                + "` is never filled: what gets through here did not match",
            "write `(?:…)`");
      }
    }
  }
}
