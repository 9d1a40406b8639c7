package dev.lanner.cql.run;

/**
 * What a {@link Filter}, {@link Transform} or {@link Aggregate} also is if it has to see rows
 * before it can judge the first one: joins and tables. Bounded input only.
 *
 * <p>Before a search begins, the prepared nodes of its pipeline are prepared in the order in which
 * they stand, so that one may rely on those before it: {@code defineTable} fills its table, and a
 * {@code match} behind it indexes it. A node keeps what it learned until the next {@code prepare},
 * which starts anew.
 *
 * <pre>
 *   join, defineTable    reads the rows of its own query ({@code Arguments.subquery})
 *   selfJoinFilter       reads {@code upstream}: the rows that will reach it
 * </pre>
 */
public interface Prepared {
  /**
   * Reads what it needs.
   *
   * @param upstream the rows that will reach this node; going over them runs the steps before it
   *     again
   */
  void prepare(RowSource upstream);
}
