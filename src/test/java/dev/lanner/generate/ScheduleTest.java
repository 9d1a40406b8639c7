package dev.lanner.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final long FROM = Instant.parse("2026-11-01T00:00:07Z").toEpochMilli();

  @Test
  void scenariosOnOneHostNameAreFifteenMinutesApart() {
    Map<String, Long> lastOnName = new HashMap<>();
    for (Schedule.Slot slot : Schedule.of(ScenarioCatalog.all(), FROM)) {
      for (String name : slot.scenario().computerNames()) {
        Long last = lastOnName.put(name, slot.lastMillis());
        assertTrue(last == null || slot.firstMillis() - last >= 15 * 60_000, slot.scenario().id());
      }
    }
  }

  @Test
  void nothingHappensBeforeTheBeginning() {
    for (Schedule.Slot slot : Schedule.of(ScenarioCatalog.all(), FROM)) {
      assertTrue(slot.firstMillis() >= FROM, slot.scenario().id());
      assertEquals(0, slot.startMillis() % (5 * 60_000), slot.scenario().id());
    }
  }

  @Test
  void everyScenarioHasOneSlot() {
    List<Schedule.Slot> slots = Schedule.of(ScenarioCatalog.all(), FROM);
    assertEquals(ScenarioCatalog.all(), slots.stream().map(Schedule.Slot::scenario).toList());
  }
}
