/**
 * What only bounded input allows: when all of it has been seen, what cannot come to anything is
 * left out before the costly part, in which Flink sorts records by key.
 *
 * <p>A record waits in a {@link dev.lanner.detect.bounded.Spool} while a {@link
 * dev.lanner.detect.bounded.Tally} counts what there is of its kind, and goes on at the end if
 * there is enough. The count may be too high, never too low: leaving out changes no result. Knows
 * no rule; what a record stands for is said by its {@link dev.lanner.detect.bounded.Screening}.
 * Nothing here may be used where input has no end.
 */
package dev.lanner.detect.bounded;
