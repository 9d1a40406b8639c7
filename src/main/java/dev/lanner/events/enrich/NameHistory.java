package dev.lanner.events.enrich;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * When something was said to have which name, the newest first; of names said at one time the last
 * by text comes first. One object for the usual case of one name. Immutable.
 */
final class NameHistory implements Serializable {
  private static final long serialVersionUID = 1L;

  /** So many names of one thing are kept. */
  static final int MOST = 8;

  private final String name;
  private final long from;
  private final NameHistory before;

  private NameHistory(String name, long from, NameHistory before) {
    this.name = name;
    this.from = from;
    this.before = before;
  }

  /**
   * A history that knows one name more. The order of adding does not matter, up to {@value #MOST}
   * of them; then names that only repeat the one before go first, and then the oldest.
   *
   * @param history what was known, or null
   * @param from when it had the name, epoch milliseconds
   */
  static NameHistory with(NameHistory history, String name, long from) {
    NameHistory longer = insert(history, name, from);
    if (longer == history || longer.length() <= MOST) {
      return longer;
    }
    NameHistory shorter = longer.withoutOldestRepetition();
    return shorter == longer ? longer.withoutOldest() : shorter;
  }

  private static NameHistory insert(NameHistory history, String name, long from) {
    int order = history == null ? 1 : order(name, from, history);
    if (order > 0) {
      return new NameHistory(name, from, history);
    }
    return order == 0 ? history : history.behind(insert(history.before, name, from));
  }

  private static int order(String name, long from, NameHistory other) {
    int byTime = Long.compare(from, other.from);
    return byTime != 0 ? byTime : name.compareTo(other.name);
  }

  private NameHistory behind(NameHistory older) {
    return older == before ? this : new NameHistory(name, from, older);
  }

  private int length() {
    return before == null ? 1 : 1 + before.length();
  }

  private NameHistory withoutOldestRepetition() {
    if (before == null) {
      return this;
    }
    NameHistory older = before.withoutOldestRepetition();
    return older == before && name.equals(before.name) ? before : behind(older);
  }

  private NameHistory withoutOldest() {
    return before.before == null ? behind(null) : behind(before.withoutOldest());
  }

  /** The same, if nothing more comes up to that time: the changes up to it are enough. */
  NameHistory settled(long until) {
    if (before == null) {
      return this;
    }
    NameHistory older = before.settled(until);
    return from <= until && name.equals(older.name) ? older : behind(older);
  }

  /** The same for those who never ask about a time before {@code time}. */
  NameHistory since(long time) {
    if (before == null) {
      return this;
    }
    return behind(from <= time ? null : before.since(time));
  }

  /** The name at some time: the latest up to it, else the earliest after it. */
  String at(long time) {
    NameHistory one = this;
    while (one.from > time && one.before != null) {
      one = one.before;
    }
    return one.name;
  }

  /** The latest name before some time, or null. */
  String before(long time) {
    NameHistory one = this;
    while (one != null && one.from >= time) {
      one = one.before;
    }
    return one == null ? null : one.name;
  }

  /** The earliest name from {@code first} on and before {@code end}, or null. */
  String between(long first, long end) {
    String found = null;
    for (NameHistory one = this; one != null && one.from >= first; one = one.before) {
      if (one.from < end) {
        found = one.name;
      }
    }
    return found;
  }

  /** Writes a history, which may be null. */
  static void write(NameHistory history, DataOutput out) throws IOException {
    out.writeByte(history == null ? 0 : history.length());
    for (NameHistory one = history; one != null; one = one.before) {
      out.writeUTF(one.name);
      out.writeLong(one.from);
    }
  }

  /** Reads what {@link #write} wrote. */
  static NameHistory read(DataInput in) throws IOException {
    return read(in, in.readByte());
  }

  private static NameHistory read(DataInput in, int length) throws IOException {
    if (length == 0) {
      return null;
    }
    String name = in.readUTF();
    long from = in.readLong();
    return new NameHistory(name, from, read(in, length - 1));
  }
}
