/**
 * The operators of the job, in the order of an event's path: {@code MatchOperator} (decode, cheap
 * part), {@code CandidateFunction} (duplicates, names, the whole per-event part, exceptions),
 * {@code CombineOperator}, {@code WindowFunction} and {@code GatherFunction} (aggregates), {@code
 * ThrottleFunction}, {@code AccountFunction}. {@link dev.lanner.detect.Stages} makes parts of a
 * graph of them.
 *
 * <p>Rules come by broadcast and are compiled where they run ({@code RuleSets}); queries are run by
 * the same nodes as outside Flink. An operator holds bounded state whose end of life its page
 * states, and counts what it does not pass on.
 */
package dev.lanner.detect;
