package dev.lanner.ruletest;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.Environment;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule's queries, compiled over one field table.
 *
 * @param fields the table
 * @param query the rule's own query
 * @param exceptions in the order of the rule
 * @param clauses in the order of the rule
 */
record CompiledRule(
    Rule rule,
    FieldTable fields,
    CompiledQuery query,
    List<ExceptionQuery> exceptions,
    List<Clause> clauses) {

  /** An exception and the query that says when it hits. */
  record ExceptionQuery(Rule.RuleException exception, CompiledQuery where) {}

  /** A confirm clause with its queries. */
  record Clause(Rule.Confirm confirm, Optional<CompiledQuery> when, CompiledQuery evidence) {}

  /**
   * Compiles a rule.
   *
   * @throws UnfitRuleException if one of its queries cannot run
   */
  static CompiledRule of(Rule rule, Environment world) {
    CompileOptions options =
        new CompileOptions(new FieldTable(), world, FunctionRegistry.standard(), true, true);
    CompiledQuery query = compile("query", rule.query(), options);
    List<ExceptionQuery> exceptions = new ArrayList<>();
    for (Rule.RuleException exception : rule.exceptions()) {
      exceptions.add(
          new ExceptionQuery(exception, compile("exception", exception.where(), options)));
    }
    List<Clause> clauses = new ArrayList<>();
    for (Rule.Confirm confirm : rule.confirm()) {
      clauses.add(
          new Clause(
              confirm,
              confirm.when().map(when -> compile("confirm when", when, options)),
              compile("confirm query", confirm.query(), options)));
    }
    if (query.grouping().isPresent() && rule.window().isEmpty()) {
      throw new UnfitRuleException("the query aggregates and the rule has no window");
    }
    return new CompiledRule(rule, options.fields(), query, exceptions, clauses);
  }

  private static CompiledQuery compile(String what, String text, CompileOptions options) {
    CompileResult result = Compiler.compile(Parser.parse(text, Parser.Dialect.SEEDS), options);
    return result
        .query()
        .orElseThrow(() -> new UnfitRuleException(what + ": " + messages(result.problems())));
  }

  private static String messages(List<Problem> problems) {
    return String.join(
        "; ",
        problems.stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .map(Problem::message)
            .toList());
  }
}
