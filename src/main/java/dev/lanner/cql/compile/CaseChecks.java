package dev.lanner.cql.compile;

import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Step;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is probably not meant in a {@code case}. */
final class CaseChecks {
  private static final Set<String> DROPS = Set.of("dropevent", "drop");

  private CaseChecks() {}

  /**
   * Warns of a clause that ends in {@code dropEvent()} before a clause {@code *}: it has not
   * emitted, so that the event falls through to {@code *} and passes (LANGUAGE 3.6, U9).
   */
  static void warnOfLostDrops(Surroundings scope, Step.Case step) {
    List<Pipeline> clauses = step.clauses();
    for (int i = 0; i < clauses.size(); i++) {
      Step last = last(clauses.get(i));
      if (last != null && drops(last) && hasDefault(clauses.subList(i + 1, clauses.size()))) {
        scope.warning(
            "drop-falls-through",
            last.span(),
            "`"
                + scope.shown(last.span())
                + "` only ends this clause: the event goes on to the clause `*` and passes",
            "put the condition before `case`, as `not (…)`");
      }
    }
  }

  private static Step last(Pipeline clause) {
    List<Step> steps = clause.steps();
    return steps.isEmpty() ? null : steps.get(steps.size() - 1);
  }

  private static boolean drops(Step step) {
    if (step instanceof Step.Call) {
      Step.Call call = (Step.Call) step;
      return call.call().arguments().isEmpty()
          && DROPS.contains(call.call().name().toLowerCase(Locale.ROOT));
    }
    return step instanceof Step.Truth && !((Step.Truth) step).value();
  }

  private static boolean hasDefault(List<Pipeline> clauses) {
    return clauses.stream()
        .anyMatch(
            clause ->
                clause.steps().isEmpty()
                    || clause.steps().get(0) instanceof Step.Truth
                        && ((Step.Truth) clause.steps().get(0)).value());
  }
}
