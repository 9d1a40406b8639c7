package dev.lanner.rules;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Problem.Severity;
import java.util.List;
import java.util.Optional;

/** Compiles what a rule asks and checks it against the rule's settings. */
final class RuleCheck {
  private final RuleSetOptions options;
  private final Environment world;
  private final List<SourceProblem> problems;

  RuleCheck(RuleSetOptions options, Environment world, List<SourceProblem> problems) {
    this.options = options;
    this.world = world;
    this.problems = problems;
  }

  /** Notes everything that is wrong; the rule to load if that is nothing, its window decided. */
  Rule check(Draft draft) {
    Rule rule = draft.rule();
    for (int i = 0; i < rule.confirm().size(); i++) {
      confirm(rule.confirm().get(i), draft.confirm().get(i));
    }
    for (int i = 0; i < rule.exceptions().size(); i++) {
      filter(draft.exceptions().get(i), "an exception");
      expired(rule.exceptions().get(i), draft.exceptions().get(i));
    }
    Optional<CompiledQuery> query = compile(draft.query());
    return query.isEmpty() ? rule : withWindow(draft, query.get().grouping().isPresent());
  }

  private void expired(Rule.RuleException exception, QuerySource where) {
    if (options.today().filter(exception.expires()::isBefore).isPresent()) {
      problems.add(
          where.problem(
              Severity.WARNING,
              "expired-exception",
              "the exception of `"
                  + exception.owner()
                  + "` expired on "
                  + exception.expires()
                  + " and holds for no later event",
              "ask for a new day, or remove it"));
    }
  }

  private void confirm(Rule.Confirm confirm, Draft.ConfirmSource source) {
    source.when().ifPresent(when -> filter(when, "`when`"));
    filter(source.query(), "the evidence of `confirm`");
    if (confirm.within().compareTo(options.confirmHorizon()) > 0) {
      problems.add(
          source
              .query()
              .problem(
                  Severity.ERROR,
                  "confirm-horizon",
                  "`within` is "
                      + Durations.print(confirm.within())
                      + ", but candidates wait "
                      + Durations.print(options.confirmHorizon())
                      + " at most",
                  "raise `confirm.horizon` of the job, or lower `within`"));
    }
  }

  private void filter(QuerySource source, String what) {
    Optional<CompiledQuery> query = compile(source);
    if (query.isPresent() && query.get().grouping().isPresent()) {
      problems.add(
          source.problem(
              Severity.ERROR,
              "aggregate-not-allowed",
              what + " looks at single events and cannot aggregate",
              ""));
    }
  }

  private Optional<CompiledQuery> compile(QuerySource source) {
    CompileResult result =
        Compiler.compile(
            Parser.parse(source.query(), Parser.Dialect.SEEDS),
            new CompileOptions(
                new FieldTable(), world, FunctionRegistry.standard(), true, options.toRun()));
    result.problems().forEach(problem -> problems.add(source.problem(problem)));
    return result.query();
  }

  private Rule withWindow(Draft draft, boolean aggregates) {
    Rule rule = draft.rule();
    if (aggregates) {
      if (rule.window().isPresent()) {
        return rule;
      }
      if (options.defaultWindow().isEmpty()) {
        problems.add(
            draft
                .query()
                .problem(
                    Severity.ERROR,
                    "window-missing",
                    "the query aggregates, and nothing says over which window",
                    "write `window: 5m` in rule.yml, or give --window"));
      }
      return RuleBuilder.withWindow(rule, options.defaultWindow());
    }
    if (rule.window().isPresent() && draft.windowIsMeant()) {
      problems.add(
          draft
              .query()
              .problem(
                  Severity.WARNING,
                  "window-unused",
                  "the query does not aggregate, so that the rule's window has no meaning",
                  "remove `window` from rule.yml"));
    }
    return rule.slide().isPresent() ? rule : RuleBuilder.withWindow(rule, Optional.empty());
  }
}
