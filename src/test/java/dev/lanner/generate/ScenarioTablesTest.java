package dev.lanner.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Compares the catalogue with the tables it was written from, row by row, when they are at hand.
 */
class ScenarioTablesTest {

  private static final Path TABLES = Path.of("..", "shared", "fdr", "scenarios.md");
  private static final long START = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

  private static final Pattern ROW =
      Pattern.compile("\\| ([PNL]-[0-9]{4}-\\w+) \\(([^)]+)\\) \\|(.*)");
  private static final Pattern HOST = Pattern.compile("host (\\S+) \\((Win|Mac|Lin)\\)");
  private static final Pattern STEP =
      Pattern.compile("([+-][0-9.]+)(?:-([0-9.]+))? \\*\\*(\\w+)\\*\\*(?: x([0-9]+))?(.*)");
  private static final Pattern PROCESS =
      Pattern.compile("image `([^`]*)`, cmd `([^`]*)`, parent `([^`]*)`, user (\\S+)");
  private static final Pattern DNS =
      Pattern.compile("(?:\\((\\S+)\\))?, `([^`]+)` type ([0-9]+)(?:, answer (\\S+))?");
  private static final Pattern ENDPOINT =
      Pattern.compile("remote ([0-9.]+):([0-9]+)(?: proto ([0-9]+) dir ([0-9]+))?$");

  private record Row(String id, String expected, String scenarioCell, List<String> steps) {}

  private List<Row> rows;

  @BeforeEach
  void readTables() throws IOException {
    assumeTrue(Files.isRegularFile(TABLES), "the scenario tables are not at hand");
    rows = new ArrayList<>();
    for (String line : Files.readAllLines(TABLES)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        List<String> cells = List.of(row.group(3).split("(?<!\\\\)\\|"));
        List<String> steps = List.of(cells.get(1).replace("\\|", "|").substring(1).split("<br>"));
        rows.add(new Row(row.group(1), row.group(2), cells.get(0), steps));
      }
    }
  }

  @Test
  void everyScenarioOfTheTablesIsInTheCatalogueOnce() {
    assertEquals(
        rows.stream().map(Row::id).sorted().toList(),
        ScenarioCatalog.all().stream().map(Scenario::id).sorted().toList());
  }

  @Test
  void expectationHostAndPlatformAreThoseOfTheTables() {
    for (Row row : rows) {
      Scenario scenario = ScenarioCatalog.find(row.id()).orElseThrow();
      assertEquals(row.expected(), scenario.expected().orElse("none"), row.id());
      Matcher host = HOST.matcher(row.scenarioCell());
      assertTrue(host.find(), row.id());
      assertEquals(host.group(1), scenario.computerNames().get(0), row.id());
      assertEquals(host.group(2), scenario.platform().code(), row.id());
    }
  }

  @Test
  void eventCountsByTypeAreThoseOfTheTables() {
    for (Row row : rows) {
      Scenario scenario = ScenarioCatalog.find(row.id()).orElseThrow();
      Map<String, Integer> expected = new TreeMap<>();
      for (String text : row.steps()) {
        Matcher step = step(row, text);
        int times = step.group(4) == null ? 1 : Integer.parseInt(step.group(4));
        int hosts = text.contains("on each of three hosts") ? 3 : 1;
        String type =
            step.group(3).equals("EndOfProcess") && scenario.platform() == Platform.LINUX
                ? "TerminateProcess"
                : step.group(3);
        expected.merge(type, times * hosts, Integer::sum);
      }
      Map<String, Integer> actual = new TreeMap<>();
      for (GeneratedEvent event : scenario.events(START, 1)) {
        actual.merge(event.type(), 1, Integer::sum);
      }
      actual.remove("UserIdentity");
      assertEquals(expected, actual, row.id());
    }
  }

  @Test
  void everyStepHasItsEventsAtItsOffsets() {
    for (Row row : rows) {
      Scenario scenario = ScenarioCatalog.find(row.id()).orElseThrow();
      List<GeneratedEvent> events = scenario.events(START, 1);
      for (String text : row.steps()) {
        Matcher step = step(row, text);
        double from = Double.parseDouble(step.group(1));
        double to = step.group(2) == null ? from : Double.parseDouble(step.group(2));
        int times = step.group(4) == null ? 1 : Integer.parseInt(step.group(4));
        List<GeneratedEvent> matching =
            events.stream()
                .filter(event -> event.type().equals(step.group(3)))
                .filter(event -> describedBy(step, event, events))
                .filter(event -> within(event, from, to))
                .toList();
        assertTrue(
            matching.size() >= times, row.id() + ": " + matching.size() + " events for: " + text);
      }
    }
  }

  private static boolean within(GeneratedEvent event, double from, double to) {
    double slack =
        event.field("ContextTimeStamp").or(() -> event.field("ProcessStartTime")).isPresent()
            ? 0.001
            : 1.0;
    double offset = sensorSeconds(event) - START / 1000.0;
    return offset > from - slack && offset < to + slack;
  }

  private static double sensorSeconds(GeneratedEvent event) {
    return event
        .field("ContextTimeStamp")
        .or(() -> event.field("ProcessStartTime"))
        .map(Double::parseDouble)
        .orElse(event.timestamp() / 1000.0);
  }

  private static boolean describedBy(
      Matcher step, GeneratedEvent event, List<GeneratedEvent> scenario) {
    String details = step.group(5);
    Matcher process = PROCESS.matcher(details);
    if (process.find()) {
      return has(event, "ImageFileName", process.group(1))
          && has(event, "CommandLine", process.group(2))
          && has(event, "ParentBaseFileName", process.group(3))
          && userName(event, scenario).equals(process.group(4));
    }
    Matcher dns = DNS.matcher(details);
    if (dns.find()) {
      return event.field("ContextBaseFileName").orElse("").equals(orEmpty(dns.group(1)))
          && has(event, "DomainName", dns.group(2))
          && has(event, "RequestType", dns.group(3))
          && event.field("FirstIP4Record").orElse("").equals(orEmpty(dns.group(4)));
    }
    Matcher endpoint = ENDPOINT.matcher(details);
    if (endpoint.find()) {
      return has(event, "RemoteAddressIP4", endpoint.group(1))
          && has(event, "RemotePort", endpoint.group(2))
          && (endpoint.group(3) == null || has(event, "Protocol", endpoint.group(3)))
          && (endpoint.group(4) == null || has(event, "ConnectionDirection", endpoint.group(4)));
    }
    return true;
  }

  private static String userName(GeneratedEvent process, List<GeneratedEvent> scenario) {
    String number = process.field("UserSid").or(() -> process.field("UID")).orElseThrow();
    for (GeneratedEvent event : scenario) {
      if (event.type().equals("UserIdentity")
          && event.field("UserSid").or(() -> event.field("UID")).orElseThrow().equals(number)) {
        String domain = event.field("LogonDomain").orElse("");
        String name = event.field("UserName").orElseThrow();
        return domain.equals("CORP") ? "CORP\\" + name : name;
      }
    }
    return "";
  }

  private static boolean has(GeneratedEvent event, String field, String text) {
    return event.field(field).orElse("").equals(text);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static Matcher step(Row row, String text) {
    Matcher step = STEP.matcher(text.strip());
    assertTrue(step.matches(), row.id() + ": cannot read the step: " + text);
    return step;
  }
}
