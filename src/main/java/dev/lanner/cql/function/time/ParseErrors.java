package dev.lanner.cql.function.time;

import dev.lanner.cql.event.Row;

/**
 * How a function that parses says in the event that it could not: the fields LogScale's parsers
 * set.
 */
public final class ParseErrors {
  private ParseErrors() {}

  /** Sets {@code @error} and {@code @error_msg}. */
  public static void set(Row row, String message) {
    row.set("@error", "true");
    row.set("@error_msg", message);
  }
}
