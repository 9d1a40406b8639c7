package dev.lanner.cql.function.sequence;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class SequenceFunctions {
  private SequenceFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(
        new Accumulate(),
        new AppendAggregation(),
        new Neighbor(),
        new Partition(),
        new Series(),
        new Session(),
        new SlidingTimeWindow(),
        new SlidingWindow());
  }
}
