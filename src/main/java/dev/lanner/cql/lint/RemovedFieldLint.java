package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Name;
import dev.lanner.cql.syntax.Step;
import java.util.List;

/** Fields read behind the step that took them away. */
final class RemovedFieldLint implements Lint {
  @Override
  public void check(Subject subject) {
    FieldFlow flow = subject.flow();
    for (int i = 0; i < flow.size(); i++) {
      List<String> keys = keys(subject.steps().get(i), subject);
      for (Name read : flow.access(i).reads()) {
        if (keys.contains(read.text())) {
          continue; // for GroupLint, as it costs all rows
        }
        FieldFlow.Removal removal = flow.removal(i, read.text());
        if (removal != null && !read.text().contains("*")) {
          removed(read, removal, flow.access(i).makesRow(), subject);
        }
      }
    }
  }

  private static List<String> keys(Step step, Subject subject) {
    return Calls.calls(step, "groupby") ? Calls.texts(Calls.of(step), "field", subject) : List.of();
  }

  private static void removed(Name read, FieldFlow.Removal by, boolean listed, Subject subject) {
    String step = "`" + subject.shown(by.by().span()) + "`";
    String cause =
        switch (by.how()) {
          case "rename" -> "the field `" + read.text() + "` has another name since " + step;
          case "drop" -> "the field `" + read.text() + "` is gone since " + step;
          default -> "no field `" + read.text() + "` is left by " + step;
        };
    subject.report(
        listed ? Code.REMOVED_FIELD_LISTED : Code.REMOVED_FIELD_READ,
        read.span(),
        cause,
        by.how().equals("rename") ? "use the new name" : hint(read, by.by()));
  }

  private static String hint(Name read, Step by) {
    if (Calls.calls(by, "groupby", "stats") || by instanceof Step.Stats) {
      return read.text().equals("_count")
          ? "count as well: `function=[…, count()]`"
          : "keep it: `function=[…, collect([" + read.text() + "])]`, or test it before";
    }
    return Calls.calls(by, "table", "select")
        ? "add it to the fields listed there, or test it before"
        : "use it before that step";
  }
}
