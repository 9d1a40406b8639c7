package dev.lanner.cql.compile;

import dev.lanner.cql.syntax.Printer;
import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.Problem.Severity;
import dev.lanner.cql.syntax.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Turns a read query into an executable one, or says everything that is wrong with it. */
public final class Compiler {
  /** Code of the error for a call of a function that is CQL and not supported. */
  static final String REFUSED = "refused-function";

  private Compiler() {}

  /** Analyses and compiles {@code query}. Never throws because of what the query says. */
  public static CompileResult compile(Query query, CompileOptions options) {
    Context context = new Context(options);
    Preparations preparations = new Preparations();
    PipelineCompiler pipeline =
        new PipelineCompiler(Surroundings.top(context, query.text(), preparations));
    List<Stage> stages = pipeline.compile(query.pipeline());
    List<Problem> problems = problems(query, context);
    CompileResult.Status status = status(problems, context);
    boolean runs = status == CompileResult.Status.OK || status == CompileResult.Status.APPROXIMATE;
    return new CompileResult(
        runs ? Optional.of(new Plan(context, stages, preparations)) : Optional.empty(),
        problems,
        status,
        runs && !context.boundedOnly(),
        List.copyOf(context.functions()),
        query.ok() ? Printer.print(query) : query.text());
  }

  /**
   * All problems by place; one that stands where the text could not be read is only its
   * consequence.
   */
  private static List<Problem> problems(Query query, Context context) {
    List<Problem> all = new ArrayList<>(query.problems());
    for (Problem found : context.problems()) {
      boolean consequence =
          query.problems().stream()
              .anyMatch(p -> p.severity() == Severity.ERROR && overlap(p, found));
      if (!consequence) {
        all.add(found);
      }
    }
    all.sort(
        Comparator.comparingInt((Problem p) -> p.span().start())
            .thenComparingInt(p -> p.span().end()));
    return all;
  }

  private static boolean overlap(Problem a, Problem b) {
    return a.span().start() <= b.span().end() && b.span().start() <= a.span().end();
  }

  private static CompileResult.Status status(List<Problem> problems, Context context) {
    List<Problem> errors = problems.stream().filter(p -> p.severity() == Severity.ERROR).toList();
    if (errors.isEmpty()) {
      return context.approximate() ? CompileResult.Status.APPROXIMATE : CompileResult.Status.OK;
    }
    boolean refused = errors.stream().allMatch(p -> p.code().equals(REFUSED));
    return refused ? CompileResult.Status.REFUSED : CompileResult.Status.ERROR;
  }
}
