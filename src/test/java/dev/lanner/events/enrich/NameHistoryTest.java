package dev.lanner.events.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameHistoryTest {
  private record Said(String name, long from) {}

  private static NameHistory of(List<Said> all) {
    NameHistory history = null;
    for (Said said : all) {
      history = NameHistory.with(history, said.name, said.from);
    }
    return history;
  }

  /** The definition: the latest up to the time, of equal times the last by text. */
  private static String at(List<Said> all, long time) {
    Said best = null;
    for (Said said : all) {
      boolean later =
          best == null
              || said.from > best.from
              || said.from == best.from && said.name.compareTo(best.name) > 0;
      if (said.from <= time && later) {
        best = said;
      }
    }
    return best == null ? null : best.name;
  }

  @Test
  void aNameHoldsUntilTheNextAndTheFirstAlsoBefore() {
    NameHistory history = of(List.of(new Said("A", 10), new Said("B", 20)));
    assertEquals("A", history.at(0));
    assertEquals("A", history.at(10));
    assertEquals("A", history.at(19));
    assertEquals("B", history.at(20));
    assertEquals("B", history.at(Long.MAX_VALUE));
    assertNull(history.before(10));
    assertEquals("A", history.before(20));
    assertEquals("B", history.before(21));
    assertNull(history.between(0, 10));
    assertEquals("A", history.between(0, 11));
    assertEquals("A", history.between(10, 100));
    assertEquals("B", history.between(11, 21));
    assertNull(history.between(21, 100));
  }

  @Test
  void theOrderOfAddingDoesNotMatterNorDoesSettling() {
    Random random = new Random(7);
    for (int run = 0; run < 500; run++) {
      List<Said> all = new ArrayList<>();
      for (int i = 0; i < NameHistory.MOST; i++) {
        all.add(new Said(String.valueOf((char) ('A' + random.nextInt(3))), random.nextInt(10)));
      }
      List<Said> shuffled = new ArrayList<>(all);
      shuffled.addAll(all);
      Collections.shuffle(shuffled, random);
      NameHistory history = of(shuffled);
      long until = random.nextInt(12);
      NameHistory settled = history.settled(until);
      long asked = random.nextInt(12);
      for (long time = 0; time < 12; time++) {
        String expected = at(all, time);
        assertEquals(expected, history.before(time + 1));
        assertEquals(expected, settled.before(time + 1));
        if (time >= asked) {
          assertEquals(expected, settled.since(asked).before(time + 1));
        }
      }
    }
  }

  @Test
  void repetitionsGoFirstWhenThereAreTooMany() {
    List<Said> all = new ArrayList<>();
    all.add(new Said("A", 0));
    for (int i = 1; i < 100; i++) {
      all.add(new Said("B", i));
    }
    NameHistory history = of(all);
    assertEquals("A", history.at(0));
    assertEquals("B", history.at(1));
    for (int i = 0; i < 100; i++) {
      history = NameHistory.with(history, "N" + i, 1000 + i);
    }
    assertEquals("N99", history.at(2000));
    assertEquals("N92", history.at(0), "the oldest of eight");
  }
}
