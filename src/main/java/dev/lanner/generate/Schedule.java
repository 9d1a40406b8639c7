package dev.lanner.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each injected scenario begins. Scenarios on different hosts may overlap; on one host name
 * there are at least fifteen minutes between the last event of one and the first of the next. Every
 * start (offset 0) is a multiple of five minutes since the epoch, so that a scenario that fits into
 * a five-minute window lies in one.
 */
final class Schedule {

  static final long GAP_MILLIS = 15 * 60_000L;
  static final long GRID_MILLIS = 5 * 60_000L;

  /** A scenario and its offset 0, epoch milliseconds. */
  record Slot(Scenario scenario, long startMillis) {

    long firstMillis() {
      return startMillis + scenario.firstOffsetMillis();
    }

    long lastMillis() {
      return startMillis + scenario.lastOffsetMillis();
    }
  }

  private Schedule() {}

  /** Slots in the order of the scenarios, none with an event before {@code fromMillis}. */
  static List<Slot> of(List<Scenario> scenarios, long fromMillis) {
    Map<String, Long> freeFrom = new HashMap<>();
    List<Slot> slots = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      long first = fromMillis;
      for (String name : scenario.computerNames()) {
        first = Math.max(first, freeFrom.getOrDefault(name, fromMillis));
      }
      Slot slot = new Slot(scenario, roundUp(first - scenario.firstOffsetMillis()));
      for (String name : scenario.computerNames()) {
        freeFrom.put(name, slot.lastMillis() + GAP_MILLIS);
      }
      slots.add(slot);
    }
    return List.copyOf(slots);
  }

  private static long roundUp(long millis) {
    return -Math.floorDiv(-millis, GRID_MILLIS) * GRID_MILLIS;
  }
}
