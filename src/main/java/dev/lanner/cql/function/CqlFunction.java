package dev.lanner.cql.function;

import dev.lanner.cql.run.Node;

/** A function of CQL: what it is called with, and what it does once its arguments are known. */
public interface CqlFunction {
  /** Name, parameters, kind, support and source. The same object every time. */
  FunctionSpec spec();

  /**
   * The node for one call. Arguments are already checked against the {@linkplain #spec spec}:
   * required ones are there, each reads as its parameter's type. What is still wrong is reported by
   * {@link Arguments#problem}; the node returned then is not run.
   */
  Node bind(Arguments arguments);
}
