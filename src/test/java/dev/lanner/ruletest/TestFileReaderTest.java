package dev.lanner.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFileReaderTest {
  @TempDir Path folder;

  private TestFile read(String text) throws IOException {
    Path file = folder.resolve("tests.yml");
    Files.writeString(file, text);
    TestFile read = TestFileReader.read(file);
    return new TestFile("tests.yml", read.cases(), read.problems());
  }

  private List<String> messages(TestFile file) {
    return file.problems().stream()
        .map(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
        .toList();
  }

  @Test
  void anEventBecomesAnFdrLine() throws IOException {
    TestFile file =
        read(
            """
            defaults: {aid: a1}
            cases:
              - name: one
                events:
                  - {at: 12.5s, sensor: -1s, event_simpleName: DnsRequest, DomainName: example.com}
                  - {at: 2s, event_simpleName: ProcessRollup2, aid: a2}
                quiet: true
            """);
    assertEquals(List.of(), messages(file));
    assertEquals(
        List.of(
            "{\"timestamp\":\"1772409612500\",\"ContextTimeStamp\":\"1772409599.000\","
                + "\"id\":\"event-1\",\"aid\":\"a1\",\"event_simpleName\":\"DnsRequest\","
                + "\"DomainName\":\"example.com\"}",
            "{\"timestamp\":\"1772409602000\",\"ProcessStartTime\":\"1772409602.000\","
                + "\"id\":\"event-2\",\"aid\":\"a2\","
                + "\"event_simpleName\":\"ProcessRollup2\"}"),
        file.cases().get(0).lines());
  }

  @Test
  void repetitionCountsAndStepsAndIsDelivered() throws IOException {
    TestFile file =
        read(
            """
            cases:
              - name: two ports, each line twice
                events:
                  - at: 1s
                    repeat: {count: 2, step: 100ms, from: 80}
                    delivered: 2
                    event_simpleName: NetworkConnectIP4
                    RemotePort: "{n}"
                fires: 1
            """);
    assertEquals(List.of(), messages(file));
    List<String> lines = file.cases().get(0).lines();
    assertEquals(4, lines.size());
    assertEquals(lines.get(0), lines.get(1));
    assertEquals(
        "{\"timestamp\":\"1772409601100\",\"ContextTimeStamp\":\"1772409601.100\","
            + "\"id\":\"event-2\",\"event_simpleName\":\"NetworkConnectIP4\","
            + "\"RemotePort\":\"81\"}",
        lines.get(2));
  }

  @Test
  void repetitionOverValues() throws IOException {
    TestFile file =
        read(
            """
            cases:
              - name: two tools on two hosts
                events:
                  - repeat: {each: [nmap, zmap], step: 1h}
                    event_simpleName: ProcessRollup2
                    aid: "a{n}"
                    ImageFileName: /usr/bin/{each}
                fires: 2
              - name: neither
                events:
                  - {repeat: {step: 1h}, event_simpleName: X}
                fires: 2
            """);
    assertEquals(List.of("11:18 say either `count` or `each`"), messages(file));
    assertEquals(
        "{\"timestamp\":\"1772413200000\",\"ProcessStartTime\":\"1772413200.000\","
            + "\"id\":\"event-2\",\"event_simpleName\":\"ProcessRollup2\",\"aid\":\"a2\","
            + "\"ImageFileName\":\"/usr/bin/zmap\"}",
        file.cases().get(0).lines().get(1));
  }

  @Test
  void aCaseAddsToItsFile() throws IOException {
    TestFile file =
        read(
            """
            hosts: {a1: ONE, a2: TWO}
            lookups: {x.csv: "c\\nv"}
            cases:
              - name: other
                hosts: {a2: OTHER}
                start: 2027-01-01T00:00:00Z
                events: [{event_simpleName: X}]
                rows: [{A: b, C: ~}]
                suppressed: {throttle: 2}
            """);
    TestCase read = file.cases().get(0);
    assertEquals(Map.of("a1", "ONE", "a2", "OTHER"), read.hosts());
    assertEquals(List.of(List.of("v")), read.lookups().find("x.csv").orElseThrow().rows());
    assertEquals(true, read.lines().get(0).contains("\"1798761600000\""));
    assertEquals(
        new Expected(
            1,
            List.of(Map.of("A", Optional.of("b"), "C", Optional.empty())),
            Map.of("throttle", 2L)),
        read.expected());
  }

  @Test
  void aFileOfLinesIsTakenAsItIs() throws IOException {
    Files.createDirectory(folder.resolve("events"));
    Files.writeString(folder.resolve("events/a.ndjson"), "{\"timestamp\":\"5\"}\n\n");
    TestFile file = read("cases: [{name: x, events: [{file: events/a.ndjson}], quiet: true}]\n");
    assertEquals(List.of("{\"timestamp\":\"5\"}"), file.cases().get(0).lines());
  }

  @Test
  void allThatIsWrongIsToldWithItsPlace() throws IOException {
    TestFile file =
        read(
            """
            cases:
              - name: a
                event: []
                events:
                  - {at: soon, event_simpleName: X}
                  - {timestamp: 5}
                  - {file: ../other.ndjson}
                quiet: true
                fires: 1
              - name: a
                events: []
                suppressed: {confirmed: 1}
            """);
    assertEquals(
        List.of(
            "2:5 a case says either `quiet: true`, or `fires` or `rows`",
            "3:5 unknown key `event`; did you mean `events`?",
            "5:14 expected an offset such as 12.5s, 100ms or -10m, found `soon`",
            "6:9 say `at` and `sensor` instead of `timestamp`, or name a file of lines",
            "6:9 the event has no `event_simpleName`",
            "7:16 `../other.ndjson` lies outside the rule's folder",
            "10:5 a case says either `quiet: true`, or `fires` or `rows`",
            "10:5 two cases are named `a`",
            "12:18 unknown key `confirmed`; did you mean `confirm`?"),
        messages(file));
  }
}
