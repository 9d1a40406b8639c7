package dev.lanner.cql.event;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  /** More than what is drawn at a time. */
  private static final int NUMBERS = 200_000;

  @Test
  void noNumberIsGivenTwiceInTheProcess() {
    Deliveries first = new Deliveries();
    Deliveries second = new Deliveries();
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < NUMBERS; i++) {
      assertTrue(seen.add(first.next()));
      assertTrue(seen.add(second.next()));
      assertNotEquals(Event.NO_DELIVERY, first.next());
    }
  }
}
