package dev.lanner.cql.run;

import dev.lanner.cql.event.Row;

/**
 * Decides whether a row passes. May set fields on a row that passes (regex extraction), never on
 * one that does not.
 */
public non-sealed interface Filter extends Node {
  /** Whether {@code row} passes. */
  boolean test(Row row);
}
