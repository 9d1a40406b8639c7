package dev.lanner.events.enrich;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names by tenant, id and time; the order of reading does not matter ({@link NameHistory}).
 *
 * <p>A line without {@code cid} speaks for every tenant; an event without {@code cid} is answered
 * if there is one tenant only. Names may be added while others look them up.
 */
final class NamesById implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ANY_TENANT = "";

  private final ConcurrentHashMap<String, ConcurrentHashMap<String, NameHistory>> tenants =
      new ConcurrentHashMap<>();

  /** Takes a name into account; nothing without an id or a name. */
  void add(String cid, String id, String name, long millis) {
    if (isEmpty(id) || isEmpty(name)) {
      return;
    }
    tenants
        .computeIfAbsent(isEmpty(cid) ? ANY_TENANT : cid, c -> new ConcurrentHashMap<>())
        .compute(id, (same, history) -> NameHistory.with(history, name, millis));
  }

  /** To be called after the last name was added. */
  NamesById settled() {
    tenants
        .values()
        .forEach(names -> names.replaceAll((id, history) -> history.settled(Long.MAX_VALUE)));
    return this;
  }

  /** The name at some time, or null. */
  String find(String cid, String id, long time) {
    if (isEmpty(id)) {
      return null;
    }
    if (isEmpty(cid) && tenants.size() == 1) {
      return name(tenants.values().iterator().next(), id, time);
    }
    String name = isEmpty(cid) ? null : name(tenants.get(cid), id, time);
    return name != null ? name : name(tenants.get(ANY_TENANT), id, time);
  }

  private static String name(Map<String, NameHistory> names, String id, long time) {
    NameHistory history = names == null ? null : names.get(id);
    return history == null ? null : history.at(time);
  }

  /** How many ids have a name. */
  int size() {
    return tenants.values().stream().mapToInt(Map::size).sum();
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }
}
