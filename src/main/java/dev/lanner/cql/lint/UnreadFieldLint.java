package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Span;
import dev.lanner.cql.syntax.Step;
import java.util.List;
import java.util.Optional;

/** Assignments and named groups without effect. */
final class UnreadFieldLint implements Lint {
  @Override
  public void check(Subject subject) {
    for (int i = 0; i < subject.steps().size(); i++) {
      if (subject.steps().get(i) instanceof Step.Assign assign && !assign.indirect()) {
        itself(assign, subject);
        String field = assign.field().text();
        end(field, i, subject).ifPresent(why -> report(field, assign.field().span(), why, subject));
      }
      groups(i, subject);
    }
  }

  /** Groups of a regex that is a step by itself: only it is sure to be filled. */
  private static void groups(int at, Subject subject) {
    Step step = subject.steps().get(at);
    if (!(step instanceof Step.FieldTest
        || step instanceof Step.Call && Calls.calls(step, "regex"))) {
      return;
    }
    for (RegexUse use : RegexUse.in(new Pipeline(List.of(step), step.span()))) {
      for (String group : GroupNames.of(use.tree())) {
        if (!use.body().contains("\\k<" + group + ">")) {
          end(group, at, subject)
              .ifPresent(
                  why ->
                      subject.report(
                          Code.UNREAD_GROUP,
                          use.span(),
                          "nothing reads the group `" + group + "`: " + why,
                          "write `(?:…)`, or keep the field"));
        }
      }
    }
  }

  private static void itself(Step.Assign assign, Subject subject) {
    if (assign.value() instanceof Expression.Field field
        && field.name().equals(assign.field().text())) {
      subject.report(
          Code.SELF_ASSIGNMENT,
          assign.span(),
          "`" + subject.shown(assign.span()) + "` changes nothing",
          "remove it");
    }
  }

  /**
   * Why {@code field} is lost without having been read since step {@code at}; empty if it may have
   * been read, or is there at the end.
   */
  private static Optional<String> end(String field, int at, Subject subject) {
    FieldFlow flow = subject.flow();
    for (int i = at + 1; i < flow.size(); i++) {
      Access access = flow.access(i);
      boolean reads = access.readsAnything() || access.firstRead(field) != null;
      if (reads || access.row().contains(field) || access.writesAnything()) {
        return Optional.empty();
      }
      Step step = subject.steps().get(i);
      if (access.makesRow()) {
        return Optional.of("`" + subject.shown(step.span()) + "` does not keep it");
      }
      if (step instanceof Step.Assign again && again.field().text().equals(field)) {
        boolean plain =
            again.value() instanceof Expression.Str || again.value() instanceof Expression.Num;
        return plain
            ? Optional.of("`" + subject.shown(again.span()) + "` overwrites it")
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static void report(String field, Span at, String why, Subject subject) {
    subject.report(
        Code.UNREAD_FIELD,
        at,
        "nothing reads `" + field + "`: " + why,
        "remove the assignment, or keep the field");
  }
}
