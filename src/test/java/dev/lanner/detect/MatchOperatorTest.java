package dev.lanner.detect;

import static dev.lanner.detect.Harness.START;
import static dev.lanner.detect.Harness.count;
import static dev.lanner.detect.Harness.line;
import static dev.lanner.detect.TestRules.rule;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.detect.wire.CandidateEvent;
import dev.lanner.detect.wire.DeadLetter;
import dev.lanner.detect.wire.RawLine;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.RulesApplied;
import dev.lanner.rules.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.MultiInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A harness may be interrupted while it closes.
class MatchOperatorTest {
  private static final int LINES = 0;
  private static final int RULES = 1;
  private static final Rule DNS = rule("dns", "#event_simpleName=DnsRequest").build();
  private static final Rule PROCESS =
      rule("process", "#event_simpleName=ProcessRollup2 ComputerName=OTHER")
          .confirm(null, "#event_simpleName=DnsRequest", Duration.ofMinutes(1), "ComputerName")
          .build();

  private static MultiInputStreamOperatorTestHarness<CandidateEvent> harness(
      RuleSetDelta rules, MatchSettings settings) throws Exception {
    return new MultiInputStreamOperatorTestHarness<>(
        new MatchOperatorFactory(rules, Harness.WORLD, settings, true, Optional.empty()));
  }

  private static MultiInputStreamOperatorTestHarness<CandidateEvent> harness(Rule... rules)
      throws Exception {
    return harness(Harness.set(1, rules), new MatchSettings(Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private static StreamRecord<RawLine> raw(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new StreamRecord<>(RawLine.line(bytes, 0, bytes.length, "file", 3, 70));
  }

  @Test
  void letsThroughWhatSomeQueryMayMatchAndNamesTheQueries() throws Exception {
    try (var harness = harness(DNS, PROCESS)) {
      harness.open();
      harness.processElement(LINES, raw(line("DnsRequest", "a", 1)));
      // The name of the host is known later only, so it cannot be asked here.
      harness.processElement(LINES, raw(line("ProcessRollup2", "b", 2)));
      harness.processElement(LINES, raw(line("EndOfProcess", "c", 3)));
      List<CandidateEvent> candidates = harness.extractOutputValues();
      assertEquals(2, candidates.size());
      // Queries: dns, process, evidence of process.
      assertArrayEquals(new int[] {0, 2}, candidates.get(0).queries);
      assertArrayEquals(new int[] {1}, candidates.get(1).queries);
      assertEquals(CandidateEvent.keyOf("cid1", "aid1"), candidates.get(0).key);
      assertEquals(START + 1000, candidates.get(0).time);
    }
  }

  @Test
  void eventsThatTellNamesGoThroughWithoutQueries() throws Exception {
    MatchSettings settings = new MatchSettings(Long.MIN_VALUE, START + 4000);
    try (var harness = harness(Harness.set(1, DNS), settings)) {
      harness.open();
      harness.processElement(LINES, raw(line("AgentOnline", "a", 1, "Other", "x")));
      harness.processElement(LINES, raw(line("UserLogon", "b", 2, "UserName", "u", "UID", "7")));
      // Nothing to tell: no names, and a time that is none.
      String nameless = line("UserIdentity", "c", 3).replace("HOST-1", "");
      harness.processElement(LINES, raw(nameless));
      harness.processElement(LINES, raw(line("HostnameChanged", "d", 5)));
      List<CandidateEvent> events = harness.extractOutputValues();
      assertEquals(2, events.size());
      assertArrayEquals(new int[0], events.get(0).queries);
      String excerpt = new String(events.get(0).bytes, StandardCharsets.UTF_8);
      assertEquals(
          "{\"ComputerName\":\"HOST-1\",\"aid\":\"aid1\",\"cid\":\"cid1\","
              + "\"event_simpleName\":\"AgentOnline\",\"id\":\"a\",\"timestamp\":\""
              + (START + 1000)
              + "\"}",
          excerpt);
    }
  }

  @Test
  void tellsByWhichRulesItEvaluatesAndWhatItSawBefore() throws Exception {
    RuleSetDelta first = Harness.set(1, DNS);
    OperatorSubtaskState state;
    try (var harness = harness(DNS)) {
      harness.open();
      harness.processElement(LINES, raw(line("DnsRequest", "a", 7)));
      harness.processElement(RULES, new StreamRecord<>(first));
      harness.processElement(LINES, raw(line("DnsRequest", "b", 3)));
      harness.processElement(RULES, new StreamRecord<>(Harness.set(2, DNS, PROCESS)));
      harness.processElement(LINES, raw(line("DnsRequest", "c", 9)));
      List<RulesApplied> told = applied(harness);
      assertEquals(2, told.size());
      // The set of the graph evaluated every event that came before it was told.
      assertEquals(1, told.get(0).set());
      assertEquals(Long.MIN_VALUE, told.get(0).largest());
      assertEquals(2, told.get(1).set());
      assertEquals(START + 7000, told.get(1).largest());
      assertEquals(
          List.of("dns", "process"),
          told.get(1).rules().stream().map(RulesApplied.Applied::id).toList());
      assertEquals(
          List.of(false, true),
          told.get(1).rules().stream().map(RulesApplied.Applied::confirmed).toList());
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(DNS)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(LINES, raw(line("DnsRequest", "d", 8)));
      List<RulesApplied> told = applied(harness);
      assertEquals(1, told.size());
      assertEquals(2, told.get(0).set());
      assertEquals(START + 9000, told.get(0).largest());
    }
  }

  private static List<RulesApplied> applied(
      MultiInputStreamOperatorTestHarness<CandidateEvent> harness) {
    return harness.getSideOutput(Outputs.RULES_APPLIED).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  @Test
  void whatIsNoEventGoesToTheDeadLettersWithItsPlace() throws Exception {
    try (var harness = harness(DNS)) {
      harness.open();
      harness.processElement(LINES, raw("{\"a\":"));
      harness.processElement(
          LINES, new StreamRecord<>(RawLine.bad("file", 4, 75, "a line of 9 bytes is too long")));
      List<DeadLetter> letters =
          harness.getSideOutput(Outputs.DEAD_LETTERS).stream().map(StreamRecord::getValue).toList();
      assertEquals(
          List.of(
              new DeadLetter("file", 3, 70, "the line ends inside its JSON at byte 5", "{\"a\":"),
              new DeadLetter("file", 4, 75, "a line of 9 bytes is too long", "")),
          letters);
    }
  }

  @Test
  void countsAreToldBeforeACheckpointAndOnce() throws Exception {
    try (var harness = harness(DNS)) {
      harness.open();
      harness.processElement(LINES, raw(line("DnsRequest", "a", 1)));
      harness.processElement(LINES, raw("no"));
      harness.processElement(
          LINES, new StreamRecord<>(RawLine.end("file", new RawLine.FileReport(2, 500, null))));
      assertEquals(0, count(harness, Counters.LINES));
      harness.prepareSnapshotPreBarrier(1);
      harness.prepareSnapshotPreBarrier(2);
      assertEquals(2, count(harness, Counters.LINES));
      assertEquals(1, count(harness, Counters.DECODED));
      assertEquals(1, count(harness, Counters.DEAD_LETTERS));
      assertEquals(1, count(harness, Counters.FILES));
      assertEquals(500, count(harness, Counters.DISORDER));
    }
  }

  @Test
  void timesOutsideTheRangeAreLeftOutOrQuarantined() throws Exception {
    MatchSettings settings = new MatchSettings(START + 2000, START + 4000);
    try (var harness = harness(Harness.set(1, DNS), settings)) {
      harness.open();
      for (int second = 1; second <= 5; second++) {
        harness.processElement(LINES, raw(line("DnsRequest", "a", second)));
      }
      List<CandidateEvent> candidates = harness.extractOutputValues();
      assertEquals(
          List.of(false, false, false, true),
          candidates.stream().map(candidate -> candidate.quarantined).toList());
      harness.prepareSnapshotPreBarrier(1);
      assertEquals(1, count(harness, Counters.OUTSIDE));
      assertEquals(1, count(harness, Counters.QUARANTINED));
    }
  }

  @Test
  void rulesChangeWhenASetComesAndStayAfterARestore() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(DNS)) {
      harness.open();
      harness.processElement(RULES, new StreamRecord<>(Harness.set(2, PROCESS)));
      harness.processElement(LINES, raw(line("ProcessRollup2", "b", 2)));
      // An older set changes nothing.
      harness.processElement(RULES, new StreamRecord<>(Harness.set(1, DNS)));
      harness.processElement(LINES, raw(line("ProcessRollup2", "c", 2)));
      assertEquals(
          List.of(2L, 2L), harness.extractOutputValues().stream().map(one -> one.set).toList());
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(DNS)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(LINES, raw(line("ProcessRollup2", "b", 2)));
      assertEquals(2, harness.extractOutputValues().get(0).set);
    }
  }

  @Test
  void eventTimeIsThatOfTheLinesAlone() throws Exception {
    try (var harness = harness(DNS)) {
      harness.open();
      harness.processWatermark(LINES, new Watermark(START));
      harness.processWatermark(RULES, Watermark.MAX_WATERMARK);
      assertEquals(List.of(new Watermark(START)), List.copyOf(harness.getOutput()));
    }
  }

  private static final long SILENCE = 10_000;

  private static MultiInputStreamOperatorTestHarness<CandidateEvent> silent(long now)
      throws Exception {
    var harness = harness(Harness.set(1, DNS), MatchSettings.live(600_000, SILENCE));
    harness.setProcessingTime(now);
    return harness;
  }

  private static void pass(
      MultiInputStreamOperatorTestHarness<CandidateEvent> harness, long from, int seconds)
      throws Exception {
    for (int second = 1; second <= seconds; second++) {
      harness.setProcessingTime(from + second * 1_000L);
    }
  }

  @Test
  void afterASilenceTimeGoesOnByTheClockAndHoldsNobodyBack() throws Exception {
    long now = START + 60_000;
    try (var harness = silent(now)) {
      harness.open();
      harness.processWatermark(LINES, new Watermark(START));
      harness.processWatermarkStatus(LINES, WatermarkStatus.IDLE);
      pass(harness, now, 12);
      assertEquals(
          List.of(
              new Watermark(START),
              WatermarkStatus.IDLE,
              WatermarkStatus.ACTIVE,
              new Watermark(START + 1_000),
              WatermarkStatus.IDLE,
              WatermarkStatus.ACTIVE,
              new Watermark(START + 2_000),
              WatermarkStatus.IDLE),
          List.copyOf(harness.getOutput()));
      harness.getOutput().clear();
      // What comes then may lie behind it; time does not go back.
      harness.processWatermarkStatus(LINES, WatermarkStatus.ACTIVE);
      harness.processWatermark(LINES, new Watermark(START + 500));
      pass(harness, now + 12_000, 60);
      harness.processWatermark(LINES, new Watermark(START + 3_000));
      assertEquals(
          List.of(WatermarkStatus.ACTIVE, new Watermark(START + 3_000)),
          List.copyOf(harness.getOutput()));
    }
  }

  @Test
  void aSilenceThatBeganBeforeARestoreEndsWindowsToo() throws Exception {
    long now = START + 60_000;
    OperatorSubtaskState state;
    try (var harness = silent(now)) {
      harness.open();
      harness.processWatermark(LINES, new Watermark(START));
      state = harness.snapshot(1, 1);
    }
    try (var harness = silent(now)) {
      harness.initializeState(state);
      harness.open();
      harness.processWatermarkStatus(LINES, WatermarkStatus.IDLE);
      pass(harness, now, 11);
      List<Object> output = List.copyOf(harness.getOutput());
      assertEquals(
          List.of(WatermarkStatus.ACTIVE, new Watermark(START + 1_000), WatermarkStatus.IDLE),
          output.subList(output.size() - 3, output.size()));
    }
  }

  @Test
  void unlessToldSoTimeStandsStillInASilence() throws Exception {
    try (var harness = harness(DNS)) {
      harness.open();
      harness.processWatermark(LINES, new Watermark(START));
      harness.processWatermarkStatus(LINES, WatermarkStatus.IDLE);
      pass(harness, START, 3_600);
      assertEquals(
          List.of(new Watermark(START), WatermarkStatus.IDLE), List.copyOf(harness.getOutput()));
    }
  }
}
