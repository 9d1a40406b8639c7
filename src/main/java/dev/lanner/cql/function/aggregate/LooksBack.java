package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.run.Accumulator;
import java.util.List;

/** A state of a bucket that yields something of earlier buckets too: {@code window}. */
interface LooksBack {
  /**
   * Says which states came before, oldest first, one a span without gaps; holds for the next {@link
   * Accumulator#emit}. They are of the same aggregate as this and must not be changed.
   */
  void lookBack(List<Accumulator> earlier);
}
