package dev.lanner.cql.syntax;

import java.util.List;
import java.util.Objects;

/**
 * A whole query as read.
 *
 * @param text the text it was read from; spans are offsets into it
 * @param pipeline its steps
 * @param problems everything found while reading, in the order of the text; with an error among
 *     them the pipeline holds what could be read
 */
public record Query(String text, Pipeline pipeline, List<Problem> problems) {
  public Query {
    Objects.requireNonNull(text);
    Objects.requireNonNull(pipeline);
    problems = List.copyOf(problems);
  }

  /** Whether nothing worse than a warning was found. */
  public boolean ok() {
    return problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
  }
}
