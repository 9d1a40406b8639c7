package dev.lanner.cql.run;

import dev.lanner.cql.event.Row;

/** Whether a row gets through a pipeline, whatever comes out of it; the row stays as it is. */
public final class Passes implements Filter {
  private final Transform pipeline;
  private boolean passed;

  /** Asks {@code pipeline}. */
  public Passes(Transform pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public boolean test(Row row) {
    passed = false;
    int mark = row.mark();
    pipeline.process(row, result -> passed = true);
    row.rollback(mark);
    return passed;
  }
}
