package dev.lanner.generate;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Deliveries that are still to come, in order of delivery; equal times in the order in which they
 * were added.
 */
final class InOrder {

  private record Entry(Delivery delivery, long sequence) {}

  private static final Comparator<Entry> ORDER =
      (a, b) -> {
        int byTime = Long.compare(a.delivery().deliveredMillis(), b.delivery().deliveredMillis());
        return byTime != 0 ? byTime : Long.compare(a.sequence(), b.sequence());
      };

  private final PriorityQueue<Entry> waiting = new PriorityQueue<>(ORDER);
  private long sequence;

  void add(Delivery delivery) {
    waiting.add(new Entry(delivery, sequence++));
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** When the next delivery is due, epoch milliseconds; never, when there is none. */
  long nextMillis() {
    Entry next = waiting.peek();
    return next == null ? Long.MAX_VALUE : next.delivery().deliveredMillis();
  }

  Delivery next() {
    return waiting.remove().delivery();
  }
}
