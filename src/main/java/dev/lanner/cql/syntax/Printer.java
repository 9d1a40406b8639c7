package dev.lanner.cql.syntax;

/**
 * Writes a tree as canonical official CQL: read again, STRICT, it gives the same tree but for the
 * spans and the {@linkplain Expression.Argument#source raw texts}.
 */
public final class Printer {
  private Printer() {}

  /** The whole query, one top-level step a line, each further line beginning with {@code "| "}. */
  public static String print(Query query) {
    return print(query.pipeline());
  }

  /** A pipeline, as {@link #print(Query)}. */
  public static String print(Pipeline pipeline) {
    StringBuilder out = new StringBuilder();
    StepPrinter printer = new StepPrinter(out);
    for (Step step : pipeline.steps()) {
      out.append(out.isEmpty() ? "" : "\n| ");
      printer.write(step);
    }
    return out.toString();
  }

  /** One step on one line, without a {@code |}. */
  public static String print(Step step) {
    StringBuilder out = new StringBuilder();
    new StepPrinter(out).write(step);
    return out.toString();
  }

  /** An expression on one line. */
  public static String print(Expression expression) {
    return ExpressionPrinter.print(expression);
  }
}
