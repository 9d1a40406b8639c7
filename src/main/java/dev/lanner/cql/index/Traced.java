package dev.lanner.cql.index;

/**
 * A filter or transformation that can say what it asks of an event, and which fields it changes.
 */
public interface Traced {
  /**
   * What an event must carry for the step to hand it on; marks in {@code trace} which fields the
   * step may have changed.
   */
  Requirement trace(Trace trace);
}
