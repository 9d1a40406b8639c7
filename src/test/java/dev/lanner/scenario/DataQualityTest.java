package dev.lanner.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lanner.generate.GeneratedEvent;
import dev.lanner.generate.ScenarioCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data-quality scenarios, each as a replay of its own archive. */
@Tag("slow")
class DataQualityTest {
  private static final Path PACK = Path.of("rules", "pack");
  private static final String A1 = "a1000000000000000000000000000001";
  private static final String A2 = "a2000000000000000000000000000002";

  @TempDir Path folder;

  private int runs;

  private Replay replay(TestArchive archive, Path rules, String... more) {
    return Replay.of(archive.folder(), rules, folder.resolve("out" + runs++), more);
  }

  private TestArchive archive(String name) {
    return new TestArchive(folder.resolve(name));
  }

  private Path rule(String name, String query) throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules-" + name));
    Files.writeString(rules.resolve(name + ".cql"), query);
    return rules;
  }

  private static List<String> json(List<Map<String, Object>> events) {
    return events.stream().map(TestArchive::json).collect(Collectors.toList());
  }

  private static List<GeneratedEvent> scenario(String id) {
    return ScenarioCatalog.find(id).orElseThrow().events(Events.START, 5);
  }

  @Test
  void q1EventsDeliveredTwiceCountOnce() throws IOException {
    List<String> lines = TestArchive.lines(scenario("P-1590-2x"));
    Replay once = replay(archive("once").batch("b1", lines), PACK);
    Replay twice = replay(archive("twice").batch("b1", lines).batch("b2", lines), PACK);
    assertEquals(1, once.detections().size());
    assertEquals(once.detections(), twice.detections());
    assertEquals(once.account().get("rules"), twice.account().get("rules"));
    assertEquals(0, once.events("duplicate"));
    assertTrue(twice.events("duplicate") > 0);
    assertEquals(2L * lines.size(), twice.events("in"));
    assertEquals(twice.events("in"), twice.events("evaluated") + twice.events("duplicate"));
  }

  @Test
  void q2OneIdOnTwoEventsIsTwoEvents() throws IOException {
    Map<String, Object> process = Events.process(A1, "same", 0, "/usr/bin/true");
    Map<String, Object> connect = Events.connect(A1, "same", 5, "192.0.2.1", 443);
    Path rules = rule("any", "aid=* | table([@timestamp, #event_simpleName])");
    Replay replay = replay(archive("a").batch("b", json(List.of(process, connect))), rules);
    assertEquals(2, replay.detections().size());
    assertEquals(0, replay.events("duplicate"));
  }

  /**
   * A late delivery repeats times that are over: what a stream has closed it does not open again,
   * and says what is missing; a batch, and a stream with a bound that is large enough, miss
   * nothing.
   */
  @Test
  void q3AWindowFiresOnceAndWhatComesLaterIsLateAndCounted() throws IOException {
    String portScan = "c65ab2f0-8619-4d89-9227-4f1e4a721761";
    List<String> lines = TestArchive.lines(scenario("P-1595-1t"));
    List<String> late = new ArrayList<>();
    late.add(json(List.of(Events.process(A2, "later", 7_200_000, "/bin/true"))).get(0));
    late.addAll(lines.subList(lines.size() - 400, lines.size()));
    TestArchive archive =
        archive("a").batch("b1", lines.subList(0, lines.size() - 400)).batch("b2", late);

    Replay whole = replay(archive, PACK);
    assertEquals(List.of("1024"), connections(whole, portScan));
    assertEquals(0, whole.events("late"));

    // Two readers are not ahead of each other by the same each time: how many are late would vary.
    Replay stream = replay(archive, PACK, "--runtime-mode", "streaming", "--parallelism", "1");
    assertEquals(List.of("624"), connections(stream, portScan));
    assertEquals(400, stream.events("late"));
    assertEquals(400, stream.rule(portScan).get("late").asLong());
    List<JsonNode> lateEvents = stream.lateEvents();
    assertEquals(400, lateEvents.size());
    for (JsonNode event : lateEvents) {
      assertTrue(event.get("rules").toString().contains(portScan), event.toString());
      assertTrue(event.get("watermark").asLong() > event.get("time").asLong(), event.toString());
    }
    assertEquals(ids(whole), ids(stream));

    Replay patient = replay(archive, PACK, "--runtime-mode", "streaming", "--disorder", "3h");
    assertEquals(whole.detections(), patient.detections());
    assertEquals(0, patient.events("late"));
  }

  /** The same where the cloud got them late: arrival is what counts, so that nothing is late. */
  @Test
  void q3EventsThatReachedTheCloudLateCountWhenTheyDid() throws IOException {
    String portScan = "c65ab2f0-8619-4d89-9227-4f1e4a721761";
    List<String> lines = new ArrayList<>();
    List<GeneratedEvent> events = scenario("P-1595-1t");
    for (int i = 0; i < events.size(); i++) {
      Map<String, Object> fields = new LinkedHashMap<>(events.get(i).fields());
      if (i >= events.size() - 400) {
        fields.put("timestamp", Long.toString(events.get(i).timestamp() + 7_200_000));
      }
      lines.add(TestArchive.json(fields));
    }
    Replay replay = replayBothWays(archive("a").batch("b", lines), PACK);
    assertEquals(List.of("624", "400"), connections(replay, portScan));
    assertEquals(0, replay.events("late"));
  }

  private static List<String> connections(Replay replay, String rule) throws IOException {
    return replay.detections().stream()
        .filter(detection -> detection.get("rule").get("id").asText().equals(rule))
        .map(detection -> detection.get("row").get("Connections").asText())
        .toList();
  }

  private static List<String> ids(Replay replay) throws IOException {
    return replay.detections().stream().map(detection -> detection.get("id").asText()).toList();
  }

  @Test
  void q4ASensorClockAheadChangesNothing() throws IOException {
    List<Map<String, Object>> right = new ArrayList<>();
    List<Map<String, Object>> ahead = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Map<String, Object> event = Events.connect(A1, "e" + i, i * 1000L, "203.0.113.9", i + 1);
      right.add(event);
      Map<String, Object> shifted = Events.connect(A1, "e" + i, i * 1000L, "203.0.113.9", i + 1);
      shifted.put("ContextTimeStamp", Events.seconds(i * 1000L + 58_000));
      ahead.add(shifted);
    }
    Map<String, Object> other = Events.connect(A2, "o", 600_000, "203.0.113.9", 80);
    right.add(other);
    ahead.add(other);
    Path rules =
        rule(
            "ports",
            "#event_simpleName=NetworkConnectIP4 | groupBy(RemoteAddressIP4,"
                + " function=count(RemotePort, distinct=true, as=Ports))");
    Replay a = replay(archive("right").batch("b", json(right)), rules, "--window", "5m");
    Replay b =
        replay(
            archive("ahead").batch("b", json(ahead)),
            rules,
            "--window",
            "5m",
            "--runtime-mode",
            "streaming");
    assertEquals(a.detections(), b.detections());
    assertEquals(2, a.detections().size());
    assertEquals(0, b.events("late"));
    assertEquals(0, b.events("quarantined"));
  }

  private static Map<String, Object> told(
      String type, String aid, String id, long millis, String... names) {
    Map<String, Object> event = Events.event(type, aid, id, millis);
    for (int i = 0; i < names.length; i += 2) {
      event.put(names[i], names[i + 1]);
    }
    return event;
  }

  private static List<String> column(Replay replay, String column) throws IOException {
    return replay.detections().stream()
        .sorted(Comparator.comparing(detection -> detection.get("row").get("id").asText()))
        .map(detection -> detection.get("row").get(column).asText())
        .collect(Collectors.toList());
  }

  /** Both ways of reading an archive give the same, names and all. */
  private Replay replayBothWays(TestArchive archive, Path rules, String... more)
      throws IOException {
    Replay batch = replay(archive, rules, more);
    List<String> options = new ArrayList<>(List.of(more));
    options.addAll(List.of("--runtime-mode", "streaming"));
    Replay stream = replay(archive, rules, options.toArray(String[]::new));
    assertEquals(batch.detections(), stream.detections());
    assertEquals(batch.account(), stream.account());
    return batch;
  }

  /** Neither the look-up nor the end of its process waits for the process, which comes last. */
  @Test
  void q5EvidenceIsFoundThoughTheEndOfItsProcessComesFirst() throws IOException {
    List<GeneratedEvent> events = scenario("P-1590-7");
    GeneratedEvent process =
        events.stream().filter(e -> e.type().equals("ProcessRollup2")).findFirst().orElseThrow();
    List<String> first = new ArrayList<>();
    first.add(TestArchive.json(endOf(process, events.get(0).timestamp() + 1000)));
    events.stream().filter(e -> !e.equals(process)).forEach(e -> first.add(e.toJson()));
    TestArchive archive = archive("a").batch("b1", first).batch("b2", List.of(process.toJson()));
    Replay replay = replayBothWays(archive, PACK);
    List<JsonNode> detections = replay.detections();
    assertEquals(1, detections.size(), detections.toString());
    assertEquals("T1590.005", detections.get(0).get("technique").asText());
    assertEquals("api.hackertarget.com", detections.get(0).get("row").get("DomainName").asText());
  }

  private static Map<String, Object> endOf(GeneratedEvent process, long timestamp) {
    Map<String, Object> end = new LinkedHashMap<>();
    for (String field : List.of("aid", "cid", "event_platform", "TargetProcessId")) {
      end.put(field, process.fields().get(field));
    }
    end.put("event_simpleName", "EndOfProcess");
    end.put("id", "end-of-process");
    end.put("timestamp", Long.toString(timestamp));
    end.put("ContextTimeStamp", Events.seconds(900));
    return end;
  }

  @Test
  void q6ANameThatComesAfterTheEventsIsTheirNameAndNoneIsTheAid() throws IOException {
    List<Map<String, Object>> events =
        List.of(
            Events.connect(A1, "1", -9000, "192.0.2.1", 443),
            Events.connect(A2, "2", -9000, "192.0.2.1", 443));
    Path rules = rule("any", "#event_simpleName=NetworkConnectIP4 | table([id, ComputerName])");
    TestArchive later = archive("later").hosts(Map.of(A1, "WS-01")).batch("b", json(events));
    assertEquals(List.of("WS-01", A2), column(replayBothWays(later, rules), "ComputerName"));
    TestArchive never = archive("never").batch("b", json(events));
    Path groups = rule("groups", "#event_simpleName=NetworkConnectIP4 | groupBy(ComputerName)");
    Replay replay = replayBothWays(never, groups, "--window", "1m");
    assertEquals(
        List.of(A1, A2),
        replay.detections().stream().map(one -> one.get("key").asText()).sorted().toList());
  }

  @Test
  void q7EachDetectionShowsTheNameOfItsTime() throws IOException {
    Path rules = rule("any", "#event_simpleName=NetworkConnectIP4 | table([id, ComputerName])");
    List<Map<String, Object>> events =
        List.of(
            Events.connect(A1, "1", 10_000, "192.0.2.1", 443),
            Events.connect(A1, "2", 30_000, "192.0.2.1", 443));
    TestArchive lookup =
        archive("lookup")
            .host("s1", A1, "OLD", 0)
            .host("s2", A1, "NEW", 20_000)
            .batch("b", json(events));
    assertEquals(List.of("OLD", "NEW"), column(replayBothWays(lookup, rules), "ComputerName"));
    // The same told by events, in other files and in no order.
    TestArchive told =
        archive("told")
            .hosts(Map.of(A1, "LOOKUP"))
            .batch("b1", json(List.of(events.get(1))))
            .batch(
                "b2",
                json(List.of(told("HostnameChanged", A1, "h", 20_000, "ComputerName", "NEW"))))
            .batch("b3", json(List.of(events.get(0))))
            .batch("b4", json(List.of(told("AgentOnline", A1, "o", 0, "ComputerName", "OLD"))));
    Replay replay = replayBothWays(told, rules);
    assertEquals(List.of("OLD", "NEW"), column(replay, "ComputerName"));
    assertEquals(4, replay.events("in"));
    assertEquals(4, replay.events("evaluated"));
    Replay direct = replayBothWays(told, rules, "--dedup-horizon", "0s");
    assertEquals(List.of("LOOKUP", "LOOKUP"), column(direct, "ComputerName"));
  }

  @Test
  void q8AReimagedHostIsOneByNameAndTwoByAgent() throws IOException {
    TestArchive archive =
        archive("a")
            .hosts(Map.of(A1, "WS-01", A2, "WS-01"))
            .batch(
                "b",
                json(
                    List.of(
                        Events.connect(A1, "1", 0, "192.0.2.1", 443),
                        Events.connect(A2, "2", 9, "192.0.2.1", 443))));
    Path byName = rule("name", "#event_simpleName=NetworkConnectIP4 | groupBy(ComputerName)");
    Path byAgent = rule("agent", "#event_simpleName=NetworkConnectIP4 | groupBy(aid)");
    List<JsonNode> names = replay(archive, byName, "--window", "1m").detections();
    assertEquals(1, names.size());
    assertEquals("2", names.get(0).get("row").get("_count").asText());
    assertEquals("WS-01", names.get(0).get("key").asText());
    assertEquals(2, replay(archive, byAgent, "--window", "1m").detections().size());
  }

  @Test
  void q9ANameOnTheEventWins() throws IOException {
    Map<String, Object> event = Events.process(A1, "1", 0, "/bin/true");
    event.put("ComputerName", "ON-EVENT");
    event.put("UserName", "on-event");
    event.put("UID", "0");
    TestArchive archive =
        archive("a").hosts(Map.of(A1, "IN-LOOKUP")).batch("b", json(List.of(event)));
    Path rules = rule("any", "aid=* | table([ComputerName, UserName])");
    JsonNode row = replay(archive, rules).detections().get(0).get("row");
    assertEquals("ON-EVENT", row.get("ComputerName").asText());
    assertEquals("on-event", row.get("UserName").asText());
  }

  @Test
  void q10OddLinesAreReadOrSentToDeadLettersWithTheirPlace() throws IOException {
    Map<String, Object> platform =
        Map.of(
            "EventType", "Event_ExternalApiEvent",
            "ExternalApiType", "Event_EppDetectionSummaryEvent",
            "UTCTimestamp", Events.START,
            "timestamp", "2026-11-01T00:00:00Z",
            "cid", Events.CID);
    Map<String, Object> numbers = Events.connect(A1, "1", 0, "192.0.2.1", 443);
    numbers.put("EventOrigin", 1);
    numbers.put("ContextTimeStamp", 1793491200.25);
    numbers.put("Attacks", List.of(Map.of("Tactic", "Discovery", "Technique", "T1046")));
    Map<String, Object> script = Events.event("ScriptControlScanTelemetry", A1, "2", 1);
    script.put("ScriptContent", "x".repeat(768 * 1024));
    List<String> lines =
        List.of(
            "\uFEFF" + TestArchive.json(platform),
            TestArchive.json(numbers),
            "",
            TestArchive.json(script),
            "{\"event_simpleName\":\"DnsRequest\",",
            "[1,2]",
            TestArchive.json(Events.process(A1, "3", 2, "/bin/true")));
    TestArchive archive = archive("a").batch("b1", lines);
    Path cut = archive.folder().resolve("data/b2/part-00000.gz");
    TestArchive.gzip(
        cut,
        (TestArchive.json(Events.process(A1, "4", 3, "/bin/true")) + "\n" + "y".repeat(200_000))
            .getBytes(StandardCharsets.UTF_8));
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length - 60));
    archive.finish("b2");
    Path rules = rule("any", "aid=* | table([#event_simpleName, EventOrigin])");
    Replay replay = replay(archive, rules);
    assertEquals(4, replay.detections().size());
    List<JsonNode> dead = replay.deadLetters();
    assertTrue(dead.size() >= 2, dead.toString());
    assertTrue(
        dead.stream()
            .anyMatch(
                d ->
                    d.get("file").asText().equals("data/b1/part-00000.gz")
                        && d.get("line").asLong() == 5),
        dead.toString());
    assertTrue(
        dead.stream()
            .anyMatch(
                d ->
                    d.get("file").asText().equals("data/b1/part-00000.gz")
                        && d.get("line").asLong() == 6),
        dead.toString());
    assertTrue(
        dead.stream().anyMatch(d -> d.get("file").asText().equals("data/b2/part-00000.gz")),
        "the cut file is reported: " + dead);
    assertEquals(
        replay.events("in"),
        replay.events("evaluated") + replay.events("duplicate") + replay.events("deadLetter"));
  }

  @Test
  void q11ABatchWithoutItsMarkerIsNotRead() throws IOException {
    TestArchive archive =
        archive("a")
            .batch("done", json(List.of(Events.process(A1, "1", 0, "/bin/true"))))
            .part("unfinished", 0, json(List.of(Events.process(A1, "2", 1, "/bin/true"))));
    Path rules = rule("any", "aid=*");
    assertEquals(1, replay(archive, rules).detections().size());
    archive.finish("unfinished");
    assertEquals(2, replay(archive, rules).detections().size());
  }

  @Test
  void q12AUserWithoutSidIsNamedByUid() throws IOException {
    Map<String, Object> event = Events.process(A1, "1", 0, "/bin/true");
    event.put("event_platform", "Lin");
    event.put("UID", "1002");
    Path rules = rule("any", "aid=* | table([UserName])");
    Replay replay = replay(archive("a").batch("b", json(List.of(event))), rules);
    assertEquals("UID:1002", replay.detections().get(0).get("row").get("UserName").asText());
  }

  @Test
  void q12AUserIsNamedByTheEventsOfItsHost() throws IOException {
    Map<String, Object> mac = Events.process(A1, "1", 2000, "/bin/true");
    mac.put("UID", "501");
    Map<String, Object> elsewhere = Events.process(A2, "2", 2000, "/bin/true");
    elsewhere.put("UID", "501");
    Map<String, Object> windows = Events.process(A2, "3", 3000, "C:\\x.exe");
    windows.put("UserSid", "S-1-5-21-1");
    List<Map<String, Object>> events =
        List.of(
            windows,
            mac,
            elsewhere,
            told("UserIdentity", A1, "i", 1000, "UID", "501", "UserName", "ada"),
            told("UserLogon", A2, "l", 1000, "UserSid", "S-1-5-21-1", "UserName", "bob"));
    Path rules = rule("any", "#event_simpleName=ProcessRollup2 | table([id, UserName])");
    Replay replay = replayBothWays(archive("a").batch("b", json(events)), rules);
    assertEquals(List.of("ada", "UID:501", "bob"), column(replay, "UserName"));
  }

  @Test
  void q13AnEmptyTextIsPresentButNamesNothing() throws IOException {
    Map<String, Object> event = Events.event("DnsRequest", A1, "1", 0);
    event.put("ContextBaseFileName", "");
    event.put("ProcessEndTime", "");
    event.put("DomainName", "example.com");
    TestArchive archive = archive("a").batch("b", json(List.of(event)));
    assertEquals(1, replay(archive, rule("present", "ProcessEndTime=*")).detections().size());
    assertEquals(1, replay(archive, rule("empty", "ProcessEndTime=\"\"")).detections().size());
    assertEquals(0, replay(archive, rule("name", "ContextProcessName=*")).detections().size());
  }

  @Test
  void q14AnIp4AddressInAnIp6EventIsGroupedUnderIt() throws IOException {
    Map<String, Object> dual = Events.event("NetworkConnectIP6", A1, "1", 0);
    dual.put("RemoteAddressIP4", "203.0.113.9");
    dual.put("RemotePort", "443");
    Map<String, Object> plain = Events.connect(A1, "2", 1, "203.0.113.9", 80);
    Path rules =
        rule("grouped", "#event_simpleName=/^NetworkConnectIP/ | groupBy(RemoteAddressIP4)");
    List<JsonNode> detections =
        replay(archive("a").batch("b", json(List.of(dual, plain))), rules, "--window", "1m")
            .detections();
    assertEquals(1, detections.size());
    assertEquals("2", detections.get(0).get("row").get("_count").asText());
  }

  @Test
  void q15CaseMattersUnlessTheQuerySaysOtherwise() throws IOException {
    String image = "\\Device\\HarddiskVolume3\\Windows\\System32\\NETSTAT.EXE";
    TestArchive archive = archive("a").batch("b", json(List.of(Events.process(A1, "1", 0, image))));
    int plain = replay(archive, rule("plain", "FileName=/netstat\\.exe/")).detections().size();
    int any = replay(archive, rule("any", "FileName=/netstat\\.exe/i")).detections().size();
    int lower =
        replay(archive, rule("lower", "f := lower(FileName) | f=/netstat\\.exe/"))
            .detections()
            .size();
    assertEquals(0, plain);
    assertEquals(1, any);
    assertEquals(1, lower);
    assertNotEquals(plain, any);
  }
}
