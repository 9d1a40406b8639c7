/**
 * Shows how a query runs: the three parts of its plan, how its events are found, what is kept of
 * them and for how long, and what keeps it from running on a stream.
 *
 * <p>{@link dev.lanner.explain.Explainer} makes an {@link dev.lanner.explain.Explanation} of what
 * the compiler says; {@link dev.lanner.explain.ExplanationText} and {@link
 * dev.lanner.explain.ExplanationJson} write it. Nothing is decided here and nothing runs; no Flink.
 */
package dev.lanner.explain;
