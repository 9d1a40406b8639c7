package dev.lanner.cql.compile;

import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Pattern;
import dev.lanner.cql.syntax.Pipeline;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.Query;
import dev.lanner.cql.syntax.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A saved query where it is called (LANGUAGE 2.4): its pipeline, and a scope in which its
 * parameters have the values of the call.
 */
record SavedQuery(Pipeline pipeline, Surroundings scope) {
  /** Saved queries may call each other, not themselves, and not deeper than this. */
  private static final int MAX_DEPTH = 20;

  /** The query that {@code step} calls; empty, and reported, if there is none. */
  static Optional<SavedQuery> of(Surroundings scope, Step.Saved step) {
    String name = step.name();
    Optional<String> text = scope.context().options().environment().savedQuery(name);
    if (text.isEmpty()) {
      scope.missing(
          "unknown-saved-query",
          step.span(),
          "there is no saved query `" + name + "`",
          "saved queries are files beside the rules");
      return Optional.empty();
    }
    if (scope.saved().contains(name) || scope.saved().size() == MAX_DEPTH) {
      scope.error(
          "endless-saved-query", step.span(), "the saved query `" + name + "` calls itself", "");
      return Optional.empty();
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Step.SavedArgument argument : step.arguments()) {
      values.put(argument.name(), values(scope, argument));
    }
    Surroundings inner = scope.savedQuery(name, text.get(), step.span(), values);
    Query query = Parser.parse(text.get(), Parser.Dialect.SEEDS);
    for (Problem problem : query.problems()) {
      if (problem.severity() == Problem.Severity.ERROR) {
        inner.error(problem.code(), problem.span(), problem.message(), problem.hint());
      }
    }
    return Optional.of(new SavedQuery(query.pipeline(), inner));
  }

  private static List<String> values(Surroundings scope, Step.SavedArgument argument) {
    List<String> values = new ArrayList<>();
    for (Pattern pattern : argument.values()) {
      if (pattern instanceof Pattern.Glob) {
        values.add(((Pattern.Glob) pattern).text());
      } else if (pattern instanceof Pattern.Param) {
        values.addAll(scope.values((Pattern.Param) pattern));
      } else {
        scope.error(
            "wrong-type",
            pattern.span(),
            "an argument of a saved query is a text, not a regex",
            "");
      }
    }
    return values;
  }
}
