package dev.lanner.rules;

import dev.lanner.cql.syntax.Problem;
import dev.lanner.cql.syntax.Problem.Severity;
import dev.lanner.cql.syntax.ProblemPrinter;
import java.util.List;
import java.util.Objects;

/**
 * Something to say about a file, with its place. {@link #render} gives
 *
 * <pre>
 * rules/x/rule.cql:9:11: error[unknown-function]: there is no function `lowr`
 *    9 | | name := lowr(FileName)
 *      |           ^^^^
 *      = did you mean `lower`?
 * </pre>
 *
 * @param file the file as it was named, or {@code query} for one from the command line
 * @param line from 1; 0 if the problem concerns the file as a whole
 * @param column from 1, in code points; 0 if the problem concerns the file as a whole
 * @param severity how bad it is
 * @param code stable identifier in kebab case
 * @param message one sentence without a full stop, offending text in backticks
 * @param hint what to do about it, or an empty text
 * @param excerpt the line with the place underlined, or an empty text
 */
public record SourceProblem(
    String file,
    int line,
    int column,
    Severity severity,
    String code,
    String message,
    String hint,
    String excerpt) {
  public SourceProblem {
    Objects.requireNonNull(file);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
    Objects.requireNonNull(hint);
    Objects.requireNonNull(excerpt);
  }

  /** A problem of a query that is the whole of {@code text}. */
  public static SourceProblem of(String file, String text, Problem problem) {
    return of(file, text, List.of(problem)).get(0);
  }

  /** The problems of a query that is the whole of {@code text}. */
  public static List<SourceProblem> of(String file, String text, List<Problem> problems) {
    SourceText source = new SourceText(file, text);
    return problems.stream()
        .map(
            p ->
                source.problem(
                    p.span().start(),
                    p.span().end(),
                    p.severity(),
                    p.code(),
                    p.message(),
                    p.hint()))
        .toList();
  }

  /** A problem of a file as a whole. */
  static SourceProblem ofFile(String file, Severity severity, String code, String message) {
    return new SourceProblem(file, 0, 0, severity, code, message, "", "");
  }

  /** Whether it keeps a rule from being loaded. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The problem for people, in one or several lines. */
  public String render() {
    StringBuilder out = new StringBuilder(file);
    if (line > 0) {
      out.append(':').append(line).append(':').append(column);
    }
    out.append(": ").append(word()).append('[').append(code).append("]: ").append(message);
    if (!excerpt.isEmpty()) {
      out.append('\n').append(excerpt);
    }
    if (!hint.isEmpty()) {
      out.append('\n').append(" ".repeat(ProblemPrinter.MARGIN)).append("= ").append(hint);
    }
    return out.toString();
  }

  private String word() {
    return switch (severity) {
      case INFO -> "info";
      case WARNING -> "warning";
      case ERROR -> "error";
    };
  }

  @Override
  public String toString() {
    return render();
  }
}
