package dev.lanner.cql.syntax;

import java.util.List;

/**
 * Steps one after the other. Juxtaposition, {@code AND} and {@code |} mean the same in a pipeline,
 * so that all three end up as steps of it; {@code OR} and what stands below it are {@link Step.Or}
 * and {@link Step.And}.
 *
 * @param steps in order; empty for an empty query, which passes everything
 * @param span the whole of it
 */
public record Pipeline(List<Step> steps, Span span) {
  public Pipeline {
    steps = List.copyOf(steps);
  }
}
