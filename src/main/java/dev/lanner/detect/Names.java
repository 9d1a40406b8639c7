package dev.lanner.detect;

import dev.lanner.events.enrich.FleetNames;
import java.io.Serializable;

/**
 * Opens, where an operator runs, the names of hosts and users; may be shared by the operators of a
 * JVM.
 */
@FunctionalInterface
public interface Names extends Serializable {
  /** The names. */
  FleetNames open();

  /** To be called by each who opened them, when they are not asked for any more. */
  default void close() {}
}
