package dev.lanner.explain;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.CompiledQuery.Grouping;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.compile.PlannedStep;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.index.RuleLiterals;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Step;
import dev.lanner.events.enrich.EnrichedEvent;
import dev.lanner.rules.Rule;
import dev.lanner.rules.SourceProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Explains queries as they run in a rule: display caps do not apply. */
public final class Explainer {
  private final Environment world;
  private final FunctionRegistry functions = FunctionRegistry.standard();

  /** An explainer for queries in {@code world}; what is not at hand there is only warned of. */
  public Explainer(Environment world) {
    this.world = world;
  }

  /**
   * What came of a query.
   *
   * @param explanation how it runs, unless there is an error among the problems
   * @param problems everything to be told
   */
  public record Result(Optional<Explanation> explanation, List<SourceProblem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Explains a query that is no rule's; {@code window} is for one that aggregates. */
  public Result explain(String query, Optional<Duration> window) {
    CompileResult result = compile(query);
    return new Result(
        result.query().map(plan -> explanation("query", result, plan, Optional.empty(), window)),
        SourceProblem.of("query", query, result.problems()));
  }

  /** Explains a rule that was loaded; its problems were told then. */
  public Explanation explain(Rule rule) {
    CompileResult result = compile(rule.query());
    CompiledQuery plan =
        result
            .query()
            .orElseThrow(() -> new IllegalStateException(rule.path() + ": " + result.problems()));
    return explanation(rule.path(), result, plan, Optional.of(rule), rule.window());
  }

  private CompileResult compile(String query) {
    return Compiler.compile(
        Parser.parse(query, Parser.Dialect.SEEDS),
        new CompileOptions(new FieldTable(), world, functions, true, false));
  }

  private Explanation explanation(
      String source,
      CompileResult result,
      CompiledQuery plan,
      Optional<Rule> rule,
      Optional<Duration> window) {
    Optional<Duration> slide = rule.flatMap(Rule::slide);
    return new Explanation(
        source,
        rule,
        plan.steps(),
        index(plan),
        fieldsRead(plan),
        plan.readsAnything(),
        plan.grouping().map(grouping -> aggregation(plan, grouping, window, slide)),
        refusals(result, plan),
        notes(result),
        rule.stream().flatMap(this::evidence).toList());
  }

  private static RuleLiterals index(CompiledQuery plan) {
    return RuleLiterals.of(plan.requirement(EnrichedEvent.FILLED_IN));
  }

  /** The fields read before the rows, without those that an earlier step assigned. */
  private static List<String> fieldsRead(CompiledQuery plan) {
    TreeSet<String> read = new TreeSet<>();
    Set<String> assigned = new HashSet<>();
    for (PlannedStep step : plan.steps()) {
      if (step.part() != PlannedStep.Part.ROWS) {
        step.fields().stream().filter(field -> !assigned.contains(field)).forEach(read::add);
      }
      if (step.step() instanceof Step.Assign assign && !assign.indirect()) {
        assigned.add(assign.field().text());
      }
    }
    return List.copyOf(read);
  }

  private static Explanation.Aggregation aggregation(
      CompiledQuery plan, Grouping grouping, Optional<Duration> window, Optional<Duration> slide) {
    List<String> key = new ArrayList<>();
    for (int field : grouping.keys()) {
      key.add(plan.fields().name(field));
    }
    boolean limited = grouping.limit() != Long.MAX_VALUE;
    return new Explanation.Aggregation(
        key,
        grouping.keeps(),
        window,
        slide,
        limited ? OptionalLong.of(grouping.limit()) : OptionalLong.empty(),
        limited || !plan.rows().perRow());
  }

  private List<String> refusals(CompileResult result, CompiledQuery plan) {
    List<String> refusals = new ArrayList<>();
    for (FunctionSpec spec : specs(result)) {
      if (!spec.streaming()) {
        refusals.add("`" + spec.name() + "` needs its whole input, which a stream never has");
      }
    }
    if (refusals.isEmpty() && plan.needsWholeInput()) {
      refusals.add("the query goes over its input several times, or brings its own");
    }
    if (plan.grouping().isPresent() && !plan.grouping().get().mergeable()) {
      refusals.add("the first aggregate needs all events in one place and in order");
    }
    return refusals;
  }

  private List<Explanation.FunctionNote> notes(CompileResult result) {
    return specs(result).stream()
        .filter(spec -> spec.support() == FunctionSpec.Support.APPROXIMATE)
        .map(spec -> new Explanation.FunctionNote(spec.name(), spec.note()))
        .toList();
  }

  private List<FunctionSpec> specs(CompileResult result) {
    return result.functions().stream()
        .flatMap(name -> functions.find(name).stream())
        .map(function -> function.spec())
        .toList();
  }

  private Stream<Explanation.Evidence> evidence(Rule rule) {
    return rule.confirm().stream()
        .flatMap(
            clause ->
                compile(clause.query()).query().stream()
                    .map(plan -> new Explanation.Evidence(clause, index(plan))));
  }
}
