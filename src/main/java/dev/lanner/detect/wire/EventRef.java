package dev.lanner.detect.wire;

import java.util.Comparator;

/**
 * An event as named in a detection, ordered by time and then name.
 *
 * @param time epoch milliseconds
 * @param id the event's id, else its identity
 */
public record EventRef(long time, String id) implements Comparable<EventRef> {
  private static final Comparator<EventRef> ORDER =
      Comparator.comparingLong(EventRef::time).thenComparing(EventRef::id);

  @Override
  public int compareTo(EventRef other) {
    return ORDER.compare(this, other);
  }
}
