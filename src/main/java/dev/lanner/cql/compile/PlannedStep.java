package dev.lanner.cql.compile;

import dev.lanner.cql.syntax.Step;
import java.util.List;
import java.util.Objects;

/**
 * One step of a compiled query, to be shown. Those of saved queries stand where they are called.
 *
 * @param part which part of the plan it belongs to
 * @param step as it was read; its spans may point into the text of a saved query
 * @param fields the fields it names, sorted
 * @param anyField whether it can read fields it does not name
 */
public record PlannedStep(Part part, Step step, List<String> fields, boolean anyField) {
  /** The three parts of a plan. */
  public enum Part {
    /** Sees one event at a time and keeps nothing. */
    PER_EVENT,
    /** The first aggregate. */
    AGGREGATE,
    /** Sees the rows of a closed window. */
    ROWS
  }

  public PlannedStep {
    Objects.requireNonNull(part);
    Objects.requireNonNull(step);
    fields = List.copyOf(fields);
  }
}
