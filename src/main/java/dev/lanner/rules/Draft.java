package dev.lanner.rules;

import java.util.List;
import java.util.Optional;

/**
 * A rule as read, before its queries are looked at.
 *
 * @param rule the rule
 * @param query where its query stands
 * @param confirm where the queries of its confirm clauses stand, in the order of the rule
 * @param exceptions where the filters of its exceptions stand, in the order of the rule
 * @param windowIsMeant whether someone wrote the window for this query, so that one of no use is
 *     worth telling
 */
record Draft(
    Rule rule,
    QuerySource query,
    List<ConfirmSource> confirm,
    List<QuerySource> exceptions,
    boolean windowIsMeant) {
  Draft {
    confirm = List.copyOf(confirm);
    exceptions = List.copyOf(exceptions);
  }

  /** Where the queries of a confirm clause stand. */
  record ConfirmSource(Optional<QuerySource> when, QuerySource query) {}
}
