package dev.lanner.cql.compile;

import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.syntax.Step;
import java.util.List;
import java.util.Set;

/** Where a function may stand as a step (LANGUAGE 2.3). */
final class Placement {
  /** What may stand before {@code defineTable}. */
  private static final Set<String> PREAMBLE = Set.of("definetable", "settimeinterval");

  /** Functions that need the order of their rows, and so an aggregate that makes one. */
  private static final Set<String> NEED_ORDER =
      Set.of("accumulate", "neighbor", "partition", "slidingTimeWindow", "slidingWindow");

  private final Surroundings scope;
  private final FunctionSpec spec;
  private final List<Stage> before;

  Placement(Surroundings scope, FunctionSpec spec, List<Stage> before) {
    this.scope = scope;
    this.spec = spec;
    this.before = before;
  }

  /** Why the function may not stand here, or null if it may. */
  String refusal() {
    String name = "`" + spec.name() + "`";
    boolean aggregates = spec.kind() == Kind.AGGREGATE || spec.kind() == Kind.SOURCE;
    if (aggregates && !scope.place().aggregates()) {
      String what = spec.kind() == Kind.SOURCE ? " replaces all events" : " is an aggregate";
      return name + what + " and cannot stand in " + scope.place().words();
    }
    switch (spec.name()) {
      case "defineTable", "setTimeInterval":
        if (scope.place() != Place.TOP) {
          return name + " cannot stand in " + scope.place().words();
        }
        return before.stream().allMatch(Placement::isPreamble)
            ? null
            : name + " must stand before all other steps";
      case "correlate":
        if (scope.inSequence()) {
          return name + " cannot stand behind an aggregate";
        }
        return searches() ? null : name + " cannot stand in " + scope.place().words();
      case "window":
        boolean charted = scope.inside().equals("timeChart") || scope.inside().equals("bucket");
        return charted ? null : name + " stands only inside `timeChart` or `bucket`";
      default:
        boolean ordered = scope.inSequence() || !NEED_ORDER.contains(spec.name());
        return ordered ? null : name + " needs ordered rows and so must stand behind an aggregate";
    }
  }

  private boolean searches() {
    return scope.place() == Place.TOP || scope.place() == Place.QUERY;
  }

  private static boolean isPreamble(Stage stage) {
    Step step = stage.step();
    return step instanceof Step.Call
        && PREAMBLE.contains(((Step.Call) step).call().name().toLowerCase(java.util.Locale.ROOT));
  }

  /** What to do instead. */
  static String hint(FunctionSpec spec) {
    if (NEED_ORDER.contains(spec.name())) {
      return "put `head()`, `sort(…)` or `bucket(…)` before it";
    }
    boolean aggregates = spec.kind() == Kind.AGGREGATE && spec.group() != Group.JOIN;
    return aggregates ? "make it a step of its own between pipes" : "";
  }
}
