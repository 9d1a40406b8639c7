package dev.lanner.cql.lint;

import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keys of groups. */
final class GroupLint implements Lint {
  private static final Set<String> UNIQUE = Set.of("@id", "@rawstring", "id", "@timestamp.nanos");
  private static final Set<String> MANY =
      Set.of(
          "CommandLine",
          "TargetProcessId",
          "ContextProcessId",
          "TargetFileName",
          "DomainName",
          "ParentProcessId",
          "ScriptContent",
          "@timestamp",
          "ProcessStartTime");

  @Override
  public void check(Subject subject) {
    Set<String> types = Conditions.types(subject.steps());
    FieldFlow flow = subject.flow();
    boolean events = true;
    for (int i = 0; i < flow.size(); i++) {
      Step step = subject.steps().get(i);
      if (Calls.calls(step, "groupby")) {
        noKey(Calls.of(step), i, subject);
      }
      if (events && Calls.calls(step, "groupby")) {
        group(Calls.of(step), types, subject);
      }
      events &= !flow.access(i).makesRow();
    }
  }

  /** Keys by which nothing is told apart, or nothing is left. */
  private static void noKey(Expression.Call call, int step, Subject subject) {
    boolean empty =
        Calls.bind(call, null)
            .map(bound -> bound.given().get("field"))
            .filter(field -> field.array() && field.values().isEmpty())
            .isPresent();
    if (empty) {
      subject.report(
          Code.NO_GROUP_KEY,
          call.nameSpan(),
          "there is no key, so that all events are one group",
          "name a field, or write the function alone: `count()`");
    }
    for (String key : Calls.texts(call, "field", subject)) {
      FieldFlow.Removal removal = subject.flow().removal(step, key);
      String why =
          key.isEmpty()
              ? "no field has an empty name"
              : removal == null || key.contains("*")
                  ? null
                  : "no field `"
                      + key
                      + "` is left by `"
                      + subject.shown(removal.by().span())
                      + "`";
      if (why != null) {
        subject.report(
            Code.NO_GROUP_KEY,
            call.nameSpan(),
            why + ": every row is in no group, and there is no result",
            "group by a field that the rows have");
        return;
      }
    }
  }

  private static void group(Expression.Call call, Set<String> types, Subject subject) {
    List<String> keys = Calls.texts(call, "field", subject);
    for (String key : keys) {
      if (UNIQUE.contains(key)) {
        subject.report(
            Code.UNIQUE_KEY,
            call.nameSpan(),
            "every event has its own `" + key + "`, so that every group is one event",
            "group by what the events share");
      }
      lacking(call, key, types, subject);
    }
    List<String> many = new ArrayList<>(keys);
    many.retainAll(MANY);
    if (!many.isEmpty() && !Calls.has(call, "limit") && keys.stream().noneMatch(UNIQUE::contains)) {
      subject.report(
          Code.GROUP_CAP,
          call.nameSpan(),
          "`groupBy` keeps 20000 groups at most, and `" + many.get(0) + "` has many values",
          "write `limit=max` (a million), or group by less");
    }
  }

  private static void lacking(
      Expression.Call call, String key, Set<String> types, Subject subject) {
    boolean known = Dictionary.fdr().knowsField(key) && !subject.flow().writes(key);
    for (String type : types) {
      if (known && Dictionary.fdr().lacks(type, key)) {
        subject.report(
            Code.KEY_NOT_ON_EVENT,
            call.nameSpan(),
            "`" + type + "` does not carry `" + key + "`: its events are in no group",
            "give it a value before, as in `" + key + " := coalesce([…])`");
        return;
      }
    }
  }
}
