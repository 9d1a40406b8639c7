package dev.lanner.cql.index;

import java.util.Optional;

/** An expression that can say where its text comes from, or what it asks of an event. */
public interface TracedValue {
  /** Where its text comes from, if it has one. */
  default Origins origins(Trace trace) {
    return Origins.UNKNOWN;
  }

  /** Its text, if it is the same for every event. */
  default Optional<String> constant() {
    return Optional.empty();
  }

  /** What an event must carry for it to be true. */
  default Requirement whenTrue(Trace trace) {
    return Requirement.ALWAYS;
  }
}
