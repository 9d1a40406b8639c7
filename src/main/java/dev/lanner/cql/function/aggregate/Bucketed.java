package dev.lanner.cql.function.aggregate;

import dev.lanner.cql.run.Aggregate;

/** An aggregate that wants to know how long the buckets are that it is used in. */
interface Bucketed {
  /** The aggregate to use in buckets of that length. */
  Aggregate inBucketsOf(long millis);

  /** What to use of {@code function} in buckets of that length. */
  static Aggregate in(Aggregate function, long millis) {
    return function instanceof Bucketed bucketed ? bucketed.inBucketsOf(millis) : function;
  }
}
