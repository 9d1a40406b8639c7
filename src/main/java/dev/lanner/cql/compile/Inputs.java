package dev.lanner.cql.compile;

import dev.lanner.cql.event.Event;

/**
 * The bounded input of a search. Its events answer to the ids of the table the query was compiled
 * with.
 */
public interface Inputs {
  /**
   * The events searched, in the order of arrival. A query with a join goes over them several times,
   * each time from the beginning; the event handed out may be reused for the next.
   */
  Iterable<? extends Event> events();

  /**
   * The events of another view; only names of which {@code Environment.hasView} is true are asked
   * for.
   */
  default Iterable<? extends Event> view(String name) {
    throw new IllegalArgumentException("there is no view " + name);
  }
}
