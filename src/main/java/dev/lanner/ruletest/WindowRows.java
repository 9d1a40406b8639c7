package dev.lanner.ruletest;

import dev.lanner.cql.compile.CompiledQuery;
import dev.lanner.cql.compile.CompiledQuery.Grouping;
import dev.lanner.cql.event.Row;
import dev.lanner.ruletest.WindowedGroups.Group;
import dev.lanner.ruletest.WindowedGroups.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Closes windows: the rows of their groups go through the rest of the query. */
final class WindowRows {
  private final CompiledQuery query;
  private final Grouping grouping;
  private final List<String> envelopeNames;
  private final Sink sink;

  /** Takes finished rows. */
  @FunctionalInterface
  interface Sink {
    /**
     * One row.
     *
     * @param group the group it comes from; empty if several
     * @param envelope what the events behind it have in common
     * @param ordinal its place among the rows of the same group
     */
    void row(Window window, List<String> group, Envelope envelope, Row row, int ordinal);
  }

  WindowRows(CompiledRule rule, List<String> envelopeNames, Sink sink) {
    this.query = rule.query();
    this.grouping = query.grouping().orElseThrow();
    this.envelopeNames = envelopeNames;
    this.sink = sink;
  }

  void close(Window window, Map<List<String>, Group> groups) {
    if (query.rows().perRow() && grouping.limit() == Long.MAX_VALUE) {
      groups.forEach((key, group) -> finish(window, Map.of(key, group)));
    } else {
      finish(window, limited(groups));
    }
  }

  /** Of too many groups those with most events, among equals the first by key. */
  private Map<List<String>, Group> limited(Map<List<String>, Group> groups) {
    Map<List<String>, Group> kept = new LinkedHashMap<>(groups);
    if (groups.size() > grouping.limit()) {
      kept.keySet()
          .retainAll(
              groups.entrySet().stream()
                  .sorted(Comparator.comparing(entry -> -entry.getValue().envelope().count()))
                  .limit(grouping.limit())
                  .map(Map.Entry::getKey)
                  .collect(Collectors.toSet()));
    }
    return kept;
  }

  private void finish(Window window, Map<List<String>, Group> groups) {
    List<Row> rows = new ArrayList<>();
    Envelope whole = new Envelope(query.fields(), envelopeNames);
    groups.forEach(
        (key, group) -> {
          grouping.emit(key.toArray(String[]::new), group.state(), made -> rows.add(made.copy()));
          whole.add(group.envelope());
        });
    Map<List<String>, Integer> ordinals = new HashMap<>();
    query
        .rows()
        .run(
            rows,
            made -> {
              List<String> key = origin(made, groups);
              int ordinal = ordinals.merge(key, 1, Integer::sum) - 1;
              Group group = groups.get(key);
              sink.row(window, key, group == null ? whole : group.envelope(), made, ordinal);
            });
  }

  /** The group whose key fields the row still has; empty if it is made of several. */
  private List<String> origin(Row made, Map<List<String>, Group> groups) {
    if (groups.size() == 1) {
      return groups.keySet().iterator().next();
    }
    List<String> key = new ArrayList<>();
    for (int id : grouping.keys()) {
      key.add(made.text(id));
    }
    return groups.containsKey(key) ? key : List.of();
  }
}
