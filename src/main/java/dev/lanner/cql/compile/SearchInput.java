package dev.lanner.cql.compile;

import dev.lanner.cql.event.Event;

/** Where the queries inside a query find their events: filled in when a search runs. */
final class SearchInput {
  private Inputs inputs;

  void set(Inputs inputs) {
    this.inputs = inputs;
  }

  /** The events of a view, or of the search itself if {@code view} is null. */
  Iterable<? extends Event> events(String view) {
    if (inputs == null) {
      throw new IllegalStateException("a query of its own was read before the search began");
    }
    return view == null ? inputs.events() : inputs.view(view);
  }
}
