package dev.lanner.cql.run;

import dev.lanner.cql.event.Row;

/**
 * Changes a row and hands it on: zero, one or several times, before {@link #process} returns. The
 * same row object may be handed on several times with other content; whoever keeps one copies it.
 */
public non-sealed interface Transform extends Node {
  /** Processes one row. */
  void process(Row row, Output out);
}
