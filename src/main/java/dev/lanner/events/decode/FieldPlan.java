package dev.lanner.events.decode;

import dev.lanner.cql.event.FieldTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which names of a line are kept, and in which slot: first those of the field table under their
 * ids, then those that the event itself needs (time, ids, what others are derived from). Made once,
 * then only read.
 *
 * <p>{@code x} and {@code #x} answer for each other (LANGUAGE 1.5): a name on the line has a slot
 * of its own and, beside it, the slot for which it stands in.
 */
final class FieldPlan {
  /** What the event reads for itself, and what enrichment asks every event. */
  private static final List<String> NEEDED =
      List.of(
          "event_simpleName",
          "timestamp",
          "@timestamp",
          "UTCTimestamp",
          "ContextTimeStamp",
          "ProcessStartTime",
          "cid",
          "aid",
          "id",
          "aip",
          "ImageFileName",
          "ContextBaseFileName",
          "ComputerName",
          "UserName",
          "UserSid",
          "UID");

  /**
   * A name that occurs on lines: the places its value goes to, or -1. Both -1: only names below it
   * are kept.
   */
  static final class Key {
    int own = -1;
    int standIn = -1;

    /** A place that has a value just if the line has this name; -1 if nothing is kept. */
    int place() {
      return own >= 0 ? own : standIn;
    }
  }

  /** A name that is kept, as it is written in front of its value: in quotes, with the colon. */
  record Written(byte[] name, int place) {}

  private final FieldTable table;
  private final int tableSize;
  private final List<String> names;
  private final Map<String, Integer> slots = new HashMap<>();
  private final Map<String, Key> keys = new HashMap<>();
  private final List<Function<FdrEvent, String>> derived = new ArrayList<>();
  private final List<Integer> sources = new ArrayList<>();
  private final NameTable<Key> scalars;
  private final List<Written> written = new ArrayList<>();

  FieldPlan(FieldTable table) {
    this.table = table;
    this.tableSize = table.size();
    this.names = new ArrayList<>(table.names());
    for (int i = 0; i < tableSize; i++) {
      slots.put(names.get(i), i);
    }
    NEEDED.forEach(this::add);
    Derived.names().forEach(this::add);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      key(name).own = i;
      key(otherSpelling(name)).standIn = standIn(i);
      derived.add(Derived.of(name));
      sources.add(Derived.source(name).map(this::slot).orElse(-1));
    }
    scalars = new NameTable<>(keys);
    new TreeMap<>(keys).forEach(this::addWritten);
  }

  private void addWritten(String name, Key key) {
    if (key.place() >= 0) {
      byte[] bare = JsonString.escape(name);
      byte[] quoted = new byte[bare.length + 3];
      System.arraycopy(bare, 0, quoted, 1, bare.length);
      quoted[0] = '"';
      quoted[bare.length + 1] = '"';
      quoted[bare.length + 2] = ':';
      written.add(new Written(quoted, key.place()));
    }
  }

  private void add(String name) {
    if (slots.putIfAbsent(name, names.size()) == null) {
      names.add(name);
    }
  }

  private Key key(String name) {
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' || c == '[') {
        keys.computeIfAbsent(name.substring(0, i), n -> new Key());
      }
    }
    return keys.computeIfAbsent(name, n -> new Key());
  }

  private static String otherSpelling(String name) {
    return name.startsWith("#") ? name.substring(1) : "#" + name;
  }

  FieldTable table() {
    return table;
  }

  /** How many ids of the table have a slot; the table may have grown since. */
  int tableSize() {
    return tableSize;
  }

  /** How many places there are: one a slot for its own value, and one for a stand-in. */
  int places() {
    return 2 * names.size();
  }

  /** The place of the value that stands in for a slot's own; the slot is the place of that. */
  int standIn(int slot) {
    return names.size() + slot;
  }

  /** The names on lines, by their bytes. */
  NameTable<Key> namesOnLine() {
    return scalars;
  }

  /** The slot of a name, or -1. */
  int slot(String name) {
    Integer slot = slots.get(name);
    return slot == null ? -1 : slot;
  }

  /** The names that are kept, sorted. */
  List<Written> written() {
    return written;
  }

  /** Where the value of a name on the line goes; null if nobody keeps it. */
  Key keyOnLine(String name) {
    return keys.get(name);
  }

  /** The slot whose value a derived field is or ends, -1 for all other fields. */
  int source(int slot) {
    return sources.get(slot);
  }

  /** How the field of a slot is derived, or null. */
  Function<FdrEvent, String> derivation(int slot) {
    return derived.get(slot);
  }
}
