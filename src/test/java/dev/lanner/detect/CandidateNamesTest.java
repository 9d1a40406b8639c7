package dev.lanner.detect;

import static dev.lanner.detect.Harness.START;
import static dev.lanner.detect.TestRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lanner.detect.wire.CandidateEvent;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.GroupKey;
import dev.lanner.detect.wire.Partial;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.events.enrich.FleetNames;
import dev.lanner.events.enrich.HostNames;
import dev.lanner.events.enrich.UserNames;
import dev.lanner.rules.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Names told by events, scenarios. */
@SuppressWarnings("try") // A harness may be interrupted while it closes.
class CandidateNamesTest {
  private static final Rule EVENT =
      rule("event", "#event_simpleName=DnsRequest | table([ComputerName, UserName])").build();
  private static final Rule WINDOW =
      rule("window", "#event_simpleName=DnsRequest | groupBy(ComputerName, function=count())")
          .window(Duration.ofMinutes(5))
          .build();
  private static final NameTiming WAIT = NameTiming.waiting(Duration.ofSeconds(30));
  private static final NameTiming[] ALL = {NameTiming.IN_ORDER, NameTiming.AT_ONCE, WAIT};

  private static KeyedBroadcastOperatorTestHarness<Long, CandidateEvent, RuleSetDelta, Detection>
      harness(NameTiming timing, Rule... rules) throws Exception {
    var harness = Harness.candidates(Harness.set(1, rules), FleetNames.NONE, timing, false);
    harness.open();
    return harness;
  }

  /** An event of the usual host that does not name it. */
  private static CandidateEvent candidate(
      String type, long second, int[] queries, String... fields) {
    String line = Harness.line(type, type + second, second, fields);
    return Harness.candidate(1, line.replace("\"ComputerName\":\"HOST-1\",", ""), second, queries);
  }

  private static CandidateEvent dns(long second, String... fields) {
    return candidate("DnsRequest", second, new int[] {0}, fields);
  }

  private static CandidateEvent online(String name, long second) {
    return candidate("AgentOnline", second, new int[0], "HostName", name, "ComputerName", name);
  }

  private static CandidateEvent identity(String name, long second, String... who) {
    List<String> fields = new ArrayList<>(List.of(who));
    fields.add("UserName");
    fields.add(name);
    return candidate("UserIdentity", second, new int[0], fields.toArray(String[]::new));
  }

  private static List<List<String>> rows(
      KeyedBroadcastOperatorTestHarness<?, ?, ?, Detection> harness) {
    return harness.extractOutputValues().stream().map(Detection::values).toList();
  }

  private static void send(
      KeyedBroadcastOperatorTestHarness<Long, CandidateEvent, RuleSetDelta, Detection> harness,
      CandidateEvent... events)
      throws Exception {
    for (CandidateEvent event : events) {
      harness.processElement(event, event.time);
    }
  }

  @Test
  void q7EachEventHasTheNameOfItsTime() throws Exception {
    for (NameTiming timing : ALL) {
      try (var harness = harness(timing, EVENT)) {
        send(harness, online("OLD", 1), dns(2), dns(3));
        send(harness, candidate("HostnameChanged", 4, new int[0], "ComputerName", "NEW"), dns(5));
        harness.watermark(Long.MAX_VALUE);
        assertEquals(
            List.of("OLD", "OLD", "NEW"), rows(harness).stream().map(row -> row.get(0)).toList());
      }
    }
  }

  @Test
  void q7NamesMayComeInAnyOrderIfEventsWait() throws Exception {
    for (NameTiming timing : List.of(NameTiming.IN_ORDER, WAIT)) {
      try (var harness = harness(timing, EVENT)) {
        send(harness, dns(5), online("NEW", 4), dns(2), online("OLD", 1), online("OLD", 1));
        assertEquals(List.of(), rows(harness));
        harness.watermark(START + 100_000);
        assertEquals(List.of("OLD", "NEW"), rows(harness).stream().map(row -> row.get(0)).toList());
      }
    }
  }

  @Test
  void q6ANameToldWithinTheWaitIsUsedElseTheAid() throws Exception {
    try (var harness = harness(WAIT, EVENT)) {
      send(harness, dns(1), dns(60));
      harness.watermark(START + 20_000);
      assertEquals(List.of(), rows(harness));
      send(harness, online("LATE", 30));
      harness.watermark(START + 31_000);
      assertEquals("LATE", rows(harness).get(0).get(0));
      assertEquals("LATE", harness.extractOutputValues().get(0).key());
    }
    try (var harness = harness(WAIT, EVENT)) {
      send(harness, dns(1), online("TOO-LATE", 31));
      harness.watermark(START + 31_000);
      assertEquals("aid1", rows(harness).get(0).get(0));
      assertEquals("aid1", harness.extractOutputValues().get(0).key());
    }
  }

  @Test
  void q6WithoutAWaitADetectionOfOneEventComesAtOnceUnderItsAid() throws Exception {
    try (var harness = harness(NameTiming.AT_ONCE, EVENT)) {
      send(harness, dns(1));
      assertEquals("aid1", rows(harness).get(0).get(0));
      send(harness, online("KNOWN", 3), dns(2));
      assertEquals("KNOWN", rows(harness).get(1).get(0), "better told later than never");
    }
  }

  @Test
  void aggregatesSeeTheNameOfTheTimeAlthoughDetectionsOfOneEventDoNotWait() throws Exception {
    try (var harness = harness(NameTiming.AT_ONCE, EVENT, WINDOW)) {
      int[] both = {0, 1};
      send(harness, candidate("DnsRequest", 2, both), online("WS", 1));
      assertEquals(1, rows(harness).size());
      assertNull(harness.getSideOutput(Outputs.PARTIALS));
      // A watermark that jumps over the window: the event came in time, so it is in it.
      harness.watermark(START + 3_600_000);
      assertEquals(1, rows(harness).size());
      assertEquals(List.of("WS"), groups(harness));
      assertEquals(0, Harness.count(harness, Counters.LATE));
      assertEquals(1, Harness.count(harness, Counters.ofRule("event", Counters.MATCHED)));
      assertEquals(1, Harness.count(harness, Counters.ofRule("window", Counters.MATCHED)));
    }
  }

  private static List<String> groups(
      KeyedBroadcastOperatorTestHarness<?, ?, ?, Detection> harness) {
    return harness.getSideOutput(Outputs.PARTIALS).stream()
        .map(StreamRecord::getValue)
        .map(Partial::group)
        .map(text -> GroupKey.parse(text).group().get(0))
        .toList();
  }

  @Test
  void eventTimeGoesOnLaterBehindEventsThatWait() throws Exception {
    try (var harness = harness(WAIT, EVENT)) {
      harness.watermark(START + 60_000);
      harness.watermark(Long.MAX_VALUE);
      List<Object> marks =
          harness.getOutput().stream().filter(Watermark.class::isInstance).toList();
      assertEquals(List.of(new Watermark(START + 30_000), Watermark.MAX_WATERMARK), marks);
    }
  }

  @Test
  void q9TheNameOnTheEventWinsAndDoesNotWait() throws Exception {
    try (var harness = harness(NameTiming.IN_ORDER, EVENT)) {
      send(harness, online("TOLD", 1), identity("told", 1, "UID", "7"));
      send(harness, dns(2, "HostName", "x", "UserName", "own", "UID", "7"));
      String own = Harness.line("DnsRequest", "own", 3, "UserName", "own", "UID", "7");
      send(harness, Harness.candidate(1, own, 3, 0));
      assertEquals(List.of(List.of("HOST-1", "own")), rows(harness));
      harness.watermark(START + 10_000);
      assertEquals(List.of("TOLD", "own"), rows(harness).get(1));
    }
  }

  @Test
  void q12UsersAreToldByHostAndSidOrUid() throws Exception {
    try (var harness = harness(NameTiming.IN_ORDER, EVENT)) {
      send(harness, identity("dev01", 1, "UID", "1002"), identity("bob", 1, "UserSid", "S-1-5"));
      send(harness, dns(2, "UID", "1002"), dns(3, "UserSid", "S-1-5"), dns(4, "UID", "7"));
      harness.watermark(START + 10_000);
      assertEquals(
          List.of("dev01", "bob", "UID:7"), rows(harness).stream().map(row -> row.get(1)).toList());
    }
  }

  @Test
  void whatEventsToldGoesBeforeTheLookups() throws Exception {
    FleetNames fleet =
        new FleetNames(
            HostNames.builder().add("cid1", "aid1", "LOOKUP", START).build(),
            UserNames.builder().addSid("cid1", "S-1", "lookup", START).build(),
            List.of());
    try (var harness =
        Harness.candidates(Harness.set(1, EVENT), fleet, NameTiming.IN_ORDER, false)) {
      harness.open();
      send(harness, dns(1, "UserSid", "S-1"), online("TOLD", 2));
      send(harness, identity("told", 2, "UserSid", "S-1"), dns(3, "UserSid", "S-1"));
      harness.watermark(START + 10_000);
      assertEquals(List.of(List.of("LOOKUP", "lookup"), List.of("TOLD", "told")), rows(harness));
    }
  }

  @Test
  void hostsThatShareAKeyDoNotShareNames() throws Exception {
    try (var harness = harness(NameTiming.IN_ORDER, EVENT)) {
      send(harness, online("ONE", 1));
      String other =
          new String(dns(2).bytes, StandardCharsets.UTF_8).replace("\"aid1\"", "\"aid2\"");
      send(harness, Harness.candidate(1, other, 2, 0));
      harness.watermark(START + 10_000);
      assertEquals("aid2", rows(harness).get(0).get(0));
    }
  }

  @Test
  void whatOnlyTellsNamesIsNotCounted() throws Exception {
    try (var harness = harness(NameTiming.IN_ORDER, EVENT)) {
      send(harness, online("A", 1), online("A", 1), identity("b", 1, "UID", "0"));
      harness.watermark(Long.MAX_VALUE);
      assertEquals(Map.of(), Harness.counts(harness));
      assertEquals(1, Harness.entries(harness));
    }
  }

  @Test
  void namesAndWhatWaitsForThemAreThereAfterARestore() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(NameTiming.IN_ORDER, EVENT)) {
      send(harness, online("WS", 1), identity("bob", 1, "UID", "7"), dns(2, "UID", "7"));
      state = harness.snapshot(1, 1);
    }
    try (var harness =
        Harness.candidates(Harness.set(1, EVENT), FleetNames.NONE, NameTiming.IN_ORDER, false)) {
      harness.initializeState(state);
      harness.open();
      send(harness, dns(2, "UID", "7"), dns(3, "UID", "7"));
      harness.watermark(START + 10_000);
      assertEquals(List.of(List.of("WS", "bob"), List.of("WS", "bob")), rows(harness));
      assertEquals(1, Harness.count(harness, Counters.DUPLICATES));
    }
  }

  @Test
  void aBatchGivesTheSame() throws Exception {
    for (NameTiming timing : List.of(NameTiming.IN_ORDER, WAIT)) {
      try (var stream = harness(timing, EVENT);
          var batch = Harness.candidates(Harness.set(1, EVENT), FleetNames.NONE, timing, true)) {
        batch.open();
        CandidateEvent[] sorted = {
          dns(1),
          online("A", 10),
          dns(10),
          dns(11),
          online("B", 20),
          dns(21),
          online("A", 90),
          dns(99)
        };
        send(batch, sorted);
        batch.watermark(Long.MAX_VALUE);
        send(stream, sorted[7], sorted[4], sorted[3], sorted[1]);
        send(stream, sorted[0], sorted[6], sorted[5], sorted[2]);
        stream.watermark(Long.MAX_VALUE);
        String first = timing.equals(WAIT) ? "A" : "aid1";
        assertEquals(
            List.of(first, first, "A", "B", "A"),
            rows(batch).stream().map(row -> row.get(0)).toList());
        assertEquals(rows(batch), rows(stream));
      }
    }
  }

  /**
   * Processes are evidence all day long: to keep them all for a minute would be most of the state.
   */
  @Test
  void evidenceWaitsForNamesOnlyIfItHasToDoWithThem() throws Exception {
    for (NameTiming timing : ALL) {
      assertEquals(1, taggedAtOnce(timing, "#event_simpleName=DnsRequest", "aid"));
      assertEquals(0, taggedAtOnce(timing, "#event_simpleName=DnsRequest", "ComputerName"));
      assertEquals(0, taggedAtOnce(timing, "#event_simpleName=DnsRequest UserName!=x", "aid"));
    }
  }

  private static int taggedAtOnce(NameTiming timing, String evidence, String by) throws Exception {
    Rule confirmed =
        rule("confirmed", "#event_simpleName=ProcessRollup2")
            .confirm(null, evidence, Duration.ofMinutes(1), by)
            .build();
    try (var harness = harness(timing, confirmed)) {
      send(harness, candidate("DnsRequest", 2, new int[] {1}));
      int atOnce = tagged(harness);
      harness.watermark(START + 100_000);
      assertEquals(1, tagged(harness));
      return atOnce;
    }
  }

  private static int tagged(KeyedBroadcastOperatorTestHarness<?, ?, ?, Detection> harness) {
    var tagged = harness.getSideOutput(Outputs.TAGGED);
    return tagged == null ? 0 : tagged.size();
  }
}
