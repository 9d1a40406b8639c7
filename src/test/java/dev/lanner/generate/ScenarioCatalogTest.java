package dev.lanner.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScenarioCatalogTest {

  private static final long START = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

  @Test
  void everyIncidentFiresAndNoFalsePositiveDoes() {
    for (Scenario scenario : ScenarioCatalog.all()) {
      if (scenario.id().startsWith("P-")) {
        assertTrue(scenario.fires(), scenario.id());
      }
      if (scenario.id().startsWith("N-")) {
        assertTrue(!scenario.fires(), scenario.id());
      }
    }
  }

  @Test
  void theSameSeedPerformsTheSameEvents() {
    for (Scenario scenario : ScenarioCatalog.all()) {
      assertEquals(scenario.events(START, 7), scenario.events(START, 7), scenario.id());
      assertNotEquals(scenario.events(START, 7), scenario.events(START, 8), scenario.id());
    }
  }

  @Test
  void noTwoScenariosShareASensor() {
    Set<String> aids = new HashSet<>();
    for (Scenario scenario : ScenarioCatalog.all()) {
      for (Host host : scenario.hosts(1)) {
        assertTrue(aids.add(host.aid()), scenario.id());
      }
    }
  }

  @Test
  void eventsComeInOrderOfArrival() {
    for (Scenario scenario : ScenarioCatalog.all()) {
      long last = Long.MIN_VALUE;
      for (GeneratedEvent event : scenario.events(START, 1)) {
        assertTrue(event.timestamp() >= last, scenario.id());
        assertEquals(Long.toString(event.timestamp()), event.field("timestamp").orElseThrow());
        last = event.timestamp();
      }
    }
  }

  @Test
  void rawProcessEventsLackWhatLogScaleAdds() {
    for (Scenario scenario : ScenarioCatalog.all()) {
      for (GeneratedEvent event : scenario.events(START, 1)) {
        if (!event.type().equals("ProcessRollup2")) {
          continue;
        }
        for (String absent :
            List.of(
                "FileName",
                "FilePath",
                "ComputerName",
                "UserName",
                "ParentCommandLine",
                "ContextTimeStamp")) {
          assertTrue(event.field(absent).isEmpty(), scenario.id() + " has " + absent);
        }
      }
    }
  }

  @Test
  void aLookUpCanArriveMinutesBeforeItsProcess() {
    Scenario scenario = ScenarioCatalog.find("P-1590-7").orElseThrow();
    List<GeneratedEvent> events = scenario.events(START, 1);
    GeneratedEvent lookUp = only(events, "DnsRequest");
    GeneratedEvent process = only(events, "ProcessRollup2");

    long minutes = (process.timestamp() - lookUp.timestamp()) / 60_000;

    assertTrue(minutes >= 4 && minutes <= 5, minutes + " minutes");
    assertEquals(
        process.field("TargetProcessId").orElseThrow(),
        lookUp.field("ContextProcessId").orElseThrow());
    assertEquals("1793491200.000", process.field("ProcessStartTime").orElseThrow());
    assertEquals("1793491200.400", lookUp.field("ContextTimeStamp").orElseThrow());
  }

  @Test
  void aChildNamesItsParentInTheScenario() {
    Scenario scenario = ScenarioCatalog.find("P-1590-1w").orElseThrow();
    List<GeneratedEvent> processes =
        scenario.events(START, 1).stream()
            .filter(event -> event.type().equals("ProcessRollup2"))
            .toList();

    assertEquals(2, processes.size());
    assertEquals(
        processes.get(0).field("TargetProcessId"), processes.get(1).field("ParentProcessId"));
  }

  @Test
  void everyUserOfAProcessIsNamedByAnEarlierIdentityEvent() {
    for (Scenario scenario : ScenarioCatalog.all()) {
      Set<String> named = new HashSet<>();
      for (GeneratedEvent event : scenario.events(START, 1)) {
        String user = event.field("UserSid").or(() -> event.field("UID")).orElse("");
        switch (event.type()) {
          case "UserIdentity" -> named.add(user);
          case "ProcessRollup2" -> assertTrue(named.contains(user), scenario.id());
          default -> {}
        }
      }
    }
  }

  private static GeneratedEvent only(List<GeneratedEvent> events, String type) {
    List<GeneratedEvent> found =
        events.stream().filter(event -> event.type().equals(type)).toList();
    assertEquals(1, found.size(), type);
    return found.get(0);
  }
}
