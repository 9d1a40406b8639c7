/**
 * Confirmation: a candidate is kept only if evidence is seen near it (the {@code confirm} clause of
 * a rule).
 *
 * <pre>
 *   candidates ─┐                                             ┌─ waiting ──────────────┐
 *               ├─ hold (stream), screen ─── gate (thins,    ─┤                        ├─ resolver
 *   evidence ───┘  (batch): evidence that      caps)          └─ Flink CEP ─ confirmed ┘  │
 *                  nobody asks for                                                  detections
 * </pre>
 *
 * <p>Patterns are fixed in a job graph, so there is one for all rules ({@link
 * dev.lanner.correlate.ConfirmPattern}): records are tagged with what must agree and how far apart
 * they may be. {@link dev.lanner.correlate.ConfirmTwin} says the same in plain Java; tests compare
 * the two, rule tests use it. {@link dev.lanner.correlate.Confirmation} puts the pieces into a
 * graph.
 */
package dev.lanner.correlate;
