package dev.lanner.events.enrich;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Names by tenant and id. Of several names for one id the newest counts, of equally new ones the
 * last by text, so that the order of reading does not matter.
 *
 * <p>A line without {@code cid} speaks for every tenant; an event without {@code cid} is answered
 * if there is one tenant only. Filled, then only read: safe for any number of readers.
 */
final class NewestNames implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ANY_TENANT = "";

  private final HashMap<String, HashMap<String, Named>> tenants = new HashMap<>();

  private record Named(String name, long millis) implements Serializable {}

  /** Takes a name into account; nothing without an id or a name. */
  void add(String cid, String id, String name, long millis) {
    if (isEmpty(id) || isEmpty(name)) {
      return;
    }
    tenants
        .computeIfAbsent(isEmpty(cid) ? ANY_TENANT : cid, c -> new HashMap<>())
        .merge(id, new Named(name, millis), NewestNames::newer);
  }

  private static Named newer(Named a, Named b) {
    boolean later = a.millis == b.millis ? a.name.compareTo(b.name) > 0 : a.millis > b.millis;
    return later ? a : b;
  }

  /** The name, or null. */
  String find(String cid, String id) {
    if (isEmpty(id)) {
      return null;
    }
    if (isEmpty(cid) && tenants.size() == 1) {
      return name(tenants.values().iterator().next(), id);
    }
    String name = isEmpty(cid) ? null : name(tenants.get(cid), id);
    return name != null ? name : name(tenants.get(ANY_TENANT), id);
  }

  private static String name(Map<String, Named> names, String id) {
    Named named = names == null ? null : names.get(id);
    return named == null ? null : named.name;
  }

  /** How many ids have a name. */
  int size() {
    return tenants.values().stream().mapToInt(Map::size).sum();
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }
}
