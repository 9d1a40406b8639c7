package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Step;

/** Assignments without effect. */
final class UnreadFieldLint implements Lint {
  @Override
  public void check(Subject subject) {
    for (int i = 0; i < subject.steps().size(); i++) {
      if (subject.steps().get(i) instanceof Step.Assign assign && !assign.indirect()) {
        itself(assign, subject);
        unread(assign, i, subject);
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

  /** What happens first behind the assignment: a read, another value, or the end of the field. */
  private static void unread(Step.Assign assign, int at, Subject subject) {
    String field = assign.field().text();
    FieldFlow flow = subject.flow();
    for (int i = at + 1; i < flow.size(); i++) {
      Access access = flow.access(i);
      boolean reads = access.readsAnything() || access.firstRead(field) != null;
      if (reads || access.row().contains(field) || access.writesAnything()) {
        return;
      }
      Step step = subject.steps().get(i);
      if (access.makesRow()) {
        report(assign, "`" + subject.shown(step.span()) + "` does not keep it", subject);
        return;
      }
      if (step instanceof Step.Assign again && again.field().text().equals(field)) {
        if (again.value() instanceof Expression.Str || again.value() instanceof Expression.Num) {
          report(assign, "`" + subject.shown(again.span()) + "` overwrites it", subject);
        }
        return;
      }
    }
  }

  private static void report(Step.Assign assign, String why, Subject subject) {
    subject.report(
        Code.UNREAD_FIELD,
        assign.field().span(),
        "nothing reads `" + assign.field().text() + "`: " + why,
        "remove the assignment, or keep the field");
  }
}
