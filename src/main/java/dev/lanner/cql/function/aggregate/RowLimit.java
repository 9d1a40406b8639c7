package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Transform;
import java.util.function.LongFunction;

/**
 * The {@code limit} of functions that keep rows, and what a rule makes of it (DESIGN section 4).
 */
final class RowLimit {
  /** Lets rows through as they are. */
  private static final Transform PASS = (row, out) -> out.emit(row);

  private RowLimit() {}

  /** The aggregate for a call; in a rule that writes no limit, nothing at all. */
  static Node bind(Arguments arguments, long least, LongFunction<Aggregate> aggregate) {
    return bind(arguments, least, aggregate, PASS);
  }

  /**
   * The aggregate for a call; in a rule that writes no limit, {@code unlimited}, unless a later
   * step needs the order.
   */
  static Node bind(
      Arguments arguments, long least, LongFunction<Aggregate> aggregate, Transform unlimited) {
    if (!arguments.given("limit")) {
      if (!arguments.asRule()) {
        return aggregate.apply(arguments.whole("limit"));
      }
      return arguments.orderMatters() ? aggregate.apply(KeptRows.MAX_ROWS) : unlimited;
    }
    long limit = arguments.whole("limit");
    boolean max = limit == Long.MAX_VALUE;
    if (limit < least || limit > KeptRows.MAX_ROWS && !max) {
      arguments.problem(
          "limit",
          "bad-argument",
          "the limit must be from " + least + " to " + KeptRows.MAX_ROWS + ", or `max`",
          "");
    }
    return aggregate.apply(Math.min(Math.max(limit, 0), KeptRows.MAX_ROWS));
  }
}
