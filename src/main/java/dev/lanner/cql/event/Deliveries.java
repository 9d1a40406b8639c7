package dev.lanner.cql.event;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives an event object that is used again and again a number for each of its contents, for {@link
 * Event#delivery}. No two objects of a process ever have the same one. One belongs to one object;
 * not thread-safe.
 */
public final class Deliveries {
  /** So many numbers are drawn at a time, so that threads seldom meet. */
  private static final int DRAWN = 1 << 16;

  /** Begins behind {@link Event#NO_DELIVERY}. */
  private static final AtomicLong FREE = new AtomicLong(Event.NO_DELIVERY + 1);

  private long next;
  private int left;

  /** The number of another content. */
  public long next() {
    if (left == 0) {
      next = FREE.getAndAdd(DRAWN);
      left = DRAWN;
    }
    left--;
    return next++;
  }
}
