package dev.lanner.detect;

import static dev.lanner.detect.Harness.START;
import static dev.lanner.detect.Harness.candidate;
import static dev.lanner.detect.Harness.count;
import static dev.lanner.detect.Harness.line;
import static dev.lanner.detect.TestRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lanner.detect.wire.CandidateEvent;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.LateEvent;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.rules.Rule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A harness may be interrupted while it closes.
class CandidateFunctionTest {
  private static final Rule EVENT =
      rule("event", "#event_simpleName=DnsRequest | table([DomainName])").build();
  private static final Rule WINDOW =
      rule("window", "#event_simpleName=DnsRequest | groupBy(DomainName, function=count())")
          .window(Duration.ofMinutes(5))
          .build();
  private static final long HOUR = 3_600_000;

  private static KeyedBroadcastOperatorTestHarness<Long, CandidateEvent, RuleSetDelta, Detection>
      harness(RuleSetDelta rules) throws Exception {
    return Harness.candidates(rules, HOUR, false);
  }

  private static String dns(String id, long second) {
    return line("DnsRequest", id, second, "DomainName", "example.com");
  }

  @Test
  void aSecondDeliveryIsADuplicateAndTheSameIdOnAnotherEventIsNot() throws Exception {
    RuleSetDelta rules = Harness.set(1, EVENT);
    try (var harness = harness(rules)) {
      harness.open();
      harness.processElement(candidate(1, dns("a", 1), 1, 0), START + 1000);
      harness.processElement(candidate(1, dns("a", 1), 1, 0), START + 1000);
      harness.processElement(candidate(1, dns("a", 2), 2, 0), START + 2000);
      assertEquals(2, harness.extractOutputValues().size());
      assertEquals(1, count(harness, Counters.DUPLICATES));
      assertEquals(2, count(harness, Counters.ofRule("event", Counters.MATCHED)));
    }
  }

  @Test
  void duplicatesAreKnownAfterARestore() throws Exception {
    RuleSetDelta rules = Harness.set(1, EVENT);
    OperatorSubtaskState state;
    try (var harness = harness(rules)) {
      harness.open();
      harness.processElement(candidate(1, dns("a", 1), 1, 0), START + 1000);
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(rules)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(candidate(1, dns("a", 1), 1, 0), START + 1000);
      assertEquals(0, harness.extractOutputValues().size());
      assertEquals(1, count(harness, Counters.DUPLICATES));
    }
  }

  @Test
  void duplicatesAmongManyEventsOfAMinuteAreKnownAndForgotten() throws Exception {
    RuleSetDelta rules = Harness.set(1, EVENT);
    int many = 500;
    OperatorSubtaskState state;
    try (var harness = harness(rules)) {
      harness.open();
      for (int i = 0; i < many; i++) {
        harness.processElement(candidate(1, dns("a" + i, 1), 1, 0), START + 1000);
      }
      assertEquals(many, harness.extractOutputValues().size());
      assertEquals(0, count(harness, Counters.DUPLICATES));
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(rules)) {
      harness.initializeState(state);
      harness.open();
      for (int i = many; i >= 0; i--) {
        harness.processElement(candidate(1, dns("a" + i, 1), 1, 0), START + 1000);
      }
      assertEquals(1, harness.extractOutputValues().size(), "the one that is new");
      assertEquals(many, count(harness, Counters.DUPLICATES));
      harness.processWatermark(START + HOUR + 60_000);
      assertEquals(0, Harness.entries(harness));
    }
  }

  /** Sources do not remember event time: without that, a window that fired would fire again. */
  @Test
  void whatWasLateBeforeARestartIsLateAfterIt() throws Exception {
    Rule window =
        rule("window", "#event_simpleName=DnsRequest | groupBy(DomainName, function=count())")
            .window(Duration.ofMinutes(5))
            .build();
    RuleSetDelta rules = Harness.set(1, window);
    OperatorSubtaskState state;
    try (var harness = harness(rules)) {
      harness.open();
      harness.watermark(START + 400_000);
      // Windows that are ended by force are no end of time.
      harness.watermark(Long.MAX_VALUE);
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(rules)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(candidate(1, dns("a", 1), 1, 0), START + 1000);
      harness.processElement(candidate(1, dns("b", 401), 401, 0), START + 401_000);
      assertEquals(1, harness.getSideOutput(Outputs.LATE).size());
      assertEquals(1, harness.getSideOutput(Outputs.PARTIALS).size());
      // The source begins anew.
      harness.watermark(START + 100_000);
      harness.processElement(candidate(1, dns("c", 120), 120, 0), START + 120_000);
      assertEquals(2, harness.getSideOutput(Outputs.LATE).size());
    }
  }

  @Test
  void anEventAheadOfTheClockThatEntersNoWindowIsToldForTheLedger() throws Exception {
    Rule window =
        rule("window", "#event_simpleName=DnsRequest | groupBy(DomainName, function=count())")
            .window(Duration.ofMinutes(5))
            .build();
    try (var harness = harness(Harness.set(1, window))) {
      harness.open();
      CandidateEvent event = candidate(1, dns("a", 1), 1, 0);
      harness.processElement(
          new CandidateEvent(1, event.queries, event.key, event.time, true, event.bytes),
          START + 1000);
      assertEquals(null, harness.getSideOutput(Outputs.PARTIALS));
      LateEvent told = harness.getSideOutput(Outputs.MISSED).iterator().next().getValue();
      assertEquals(List.of("window"), told.rules());
      assertEquals(START + 1000, told.time());
    }
  }

  @Test
  void evidenceThatTimeHasPassedIsToldForTheLedger() throws Exception {
    Rule confirmed =
        rule("confirmed", "#event_simpleName=ProcessRollup2")
            .confirm(null, "#event_simpleName=DnsRequest", Duration.ofMinutes(1), "ComputerName")
            .build();
    try (var harness = harness(Harness.set(1, confirmed))) {
      harness.open();
      harness.watermark(START + 1500);
      harness.processElement(candidate(1, dns("a", 2), 2, 1), START + 2000);
      assertEquals(null, harness.getSideOutput(Outputs.MISSED));
      harness.processElement(candidate(1, dns("b", 1), 1, 1), START + 1000);
      assertEquals(
          List.of("confirmed"),
          harness.getSideOutput(Outputs.MISSED).iterator().next().getValue().rules());
    }
  }

  @Test
  void anIdentityIsForgottenAfterTheHorizon() throws Exception {
    try (var harness = harness(Harness.set(1, EVENT))) {
      harness.open();
      harness.processElement(candidate(1, dns("a", 1), 1, 0), START + 1000);
      harness.watermark(START + HOUR - 1);
      assertEquals(1, Harness.entries(harness));
      harness.watermark(START + HOUR + 120_000);
      assertEquals(0, Harness.entries(harness));
      assertEquals(0, harness.numEventTimeTimers());
    }
  }

  @Test
  void aBatchKnowsRepetitionsOfAMomentAndKeepsNothing() throws Exception {
    RuleSetDelta rules = Harness.set(1, EVENT);
    try (var harness = Harness.candidates(rules, HOUR, true)) {
      harness.open();
      for (int second = 0; second < 100_000; second += 50) {
        for (String id : new String[] {"a", "b", "a", "c", "b", "a"}) {
          harness.processElement(candidate(1, dns(id, second), second, 0), START);
        }
      }
      assertEquals(3 * 2000, count(harness, Counters.DUPLICATES));
      assertEquals(3 * 2000, harness.extractOutputValues().size());
      assertEquals(0, Harness.entries(harness));
      assertEquals(0, harness.numEventTimeTimers());
    }
  }

  @Test
  void aDetectionShowsItsRowAndWhatTheRowDropped() throws Exception {
    try (var harness = harness(Harness.set(1, EVENT))) {
      harness.open();
      harness.processElement(candidate(1, dns("a", 1), 1, 0), START + 1000);
      Detection detection = harness.extractOutputValues().get(0);
      assertEquals(List.of("DomainName"), detection.columns());
      assertEquals(List.of("example.com"), detection.values());
      assertEquals("HOST-1", detection.key());
      assertEquals(List.of("ComputerName", "HOST-1", "aid", "aid1"), detection.host());
      assertEquals(List.of("a"), detection.events());
      assertEquals(START + 1000, detection.time());
      assertEquals(64, detection.id().length());
      assertNull(detection.throttle());
    }
  }

  @Test
  void anEventOfAClosedWindowIsLateButReachesPerEventRules() throws Exception {
    try (var harness = harness(Harness.set(1, EVENT, WINDOW))) {
      harness.open();
      harness.watermark(START + 300_000 - 2);
      harness.processElement(candidate(1, dns("a", 299), 299, 0, 1), START + 299_000);
      assertEquals(1, harness.getSideOutput(Outputs.PARTIALS).size());
      // The window ends at 300 s, its last millisecond is the one before.
      harness.watermark(START + 300_000 - 1);
      harness.processElement(candidate(1, dns("b", 298), 298, 0, 1), START + 298_000);
      assertEquals(1, harness.getSideOutput(Outputs.PARTIALS).size());
      assertEquals(2, harness.extractOutputValues().size());
      LateEvent late = harness.getSideOutput(Outputs.LATE).peek().getValue();
      assertEquals(List.of("window"), late.rules());
      assertEquals("b", late.eventId());
      assertEquals(1, count(harness, Counters.LATE));
      assertEquals(1, count(harness, Counters.ofRule("window", Counters.RULE_LATE)));
    }
  }

  @Test
  void aQuarantinedEventEntersNoWindow() throws Exception {
    try (var harness = harness(Harness.set(1, EVENT, WINDOW))) {
      harness.open();
      CandidateEvent event = candidate(1, dns("a", 1), 1, 0, 1);
      harness.processElement(
          new CandidateEvent(1, event.queries, event.key, event.time, true, event.bytes),
          event.time);
      assertEquals(1, harness.extractOutputValues().size());
      assertNull(harness.getSideOutput(Outputs.PARTIALS));
    }
  }

  @Test
  void anEventOfRulesThatAreNotKnownYetWaitsForThem() throws Exception {
    try (var harness = harness(Harness.set(1))) {
      harness.open();
      harness.processElement(candidate(2, dns("a", 1), 1, 0), START + 1000);
      assertEquals(0, harness.extractOutputValues().size());
      harness.processBroadcastElement(Harness.set(2, EVENT), START);
      harness.watermark(START + 10_000);
      assertEquals(1, harness.extractOutputValues().size());
      assertEquals(0, count(harness, Counters.UNKNOWN_RULES));
    }
  }

  @Test
  void anEventOnItsWayIsEvaluatedByTheSetThatChoseItHoweverManyCame() throws Exception {
    OperatorSubtaskState state;
    Rule other = rule("other", "#event_simpleName=ProcessRollup2").build();
    try (var harness = harness(Harness.set(1, EVENT, other))) {
      harness.open();
      for (int number = 1; number <= 20; number++) {
        Rule changed = rule("event", "#event_simpleName=DnsRequest n=" + number).build();
        harness.processBroadcastElement(
            number == 1 ? Harness.set(1, EVENT, other) : Harness.set(number, changed, other),
            START);
      }
      harness.processElement(candidate(1, dns("a", 1), 1, 0), START + 1000);
      assertEquals(1, harness.extractOutputValues().size());
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(Harness.set(1))) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(candidate(1, dns("b", 2), 2, 0), START + 2000);
      assertEquals(1, harness.extractOutputValues().size());
      assertEquals(0, count(harness, Counters.UNKNOWN_RULES));
    }
  }

  @Test
  void anEventWhoseRulesNeverComeIsCountedAndDropped() throws Exception {
    try (var harness = harness(Harness.set(1))) {
      harness.open();
      harness.processElement(candidate(2, dns("a", 1), 1, 0), START + 1000);
      for (long time = START; time <= START + 2 * HOUR; time += 60_000) {
        harness.watermark(time);
      }
      assertEquals(1, count(harness, Counters.UNKNOWN_RULES));
      assertEquals(0, Harness.entries(harness));
      assertEquals(0, harness.numEventTimeTimers());
    }
  }

  @Test
  void rulesOfTheStateWinOverThoseOfTheGraph() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(Harness.set(1))) {
      harness.open();
      harness.processBroadcastElement(Harness.set(2, EVENT), START);
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(Harness.set(1))) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(candidate(2, dns("a", 1), 1, 0), START + 1000);
      assertEquals(1, harness.extractOutputValues().size());
    }
  }

  @Test
  void anExceptionHoldsUntilItsLastDay() throws Exception {
    Rule until =
        rule("event", "#event_simpleName=DnsRequest")
            .except("ComputerName=HOST-1", LocalDate.of(2025, 11, 1))
            .build();
    long day = 86_400;
    try (var harness = harness(Harness.set(1, until))) {
      harness.open();
      harness.processElement(candidate(1, dns("a", day - 1), day - 1, 0), START);
      assertEquals(0, harness.extractOutputValues().size());
      harness.processElement(candidate(1, dns("b", day), day, 0), START);
      assertEquals(1, harness.extractOutputValues().size());
      assertEquals(1, count(harness, Counters.suppressed("event", Counters.BY_EXCEPTION)));
      assertEquals(2, count(harness, Counters.ofRule("event", Counters.CANDIDATES)));
    }
  }

  @Test
  void anExceptedEventIsNotCountedByAnAggregate() throws Exception {
    Rule window =
        rule("window", "#event_simpleName=DnsRequest | groupBy(DomainName, function=count())")
            .window(Duration.ofMinutes(5))
            .except("ComputerName=HOST-1", LocalDate.of(2030, 1, 1))
            .build();
    try (var harness = harness(Harness.set(1, window))) {
      harness.open();
      harness.processElement(candidate(1, dns("a", 1), 1, 0), START + 1000);
      assertNull(harness.getSideOutput(Outputs.PARTIALS));
      assertEquals(1, count(harness, Counters.ofRule("window", Counters.EXCEPTED)));
    }
  }

  @Test
  void aCandidateWithoutTheFieldsThatJoinItsEvidenceIsSuppressed() throws Exception {
    Rule confirm =
        rule("confirm", "#event_simpleName=DnsRequest")
            .confirm(null, "#event_simpleName=ProcessRollup2", Duration.ofMinutes(1), "Missing")
            .build();
    try (var harness = harness(Harness.set(1, confirm))) {
      harness.open();
      String empty = line("DnsRequest", "b", 2, "Missing", "");
      harness.processElement(candidate(1, dns("a", 1), 1, 0), START + 1000);
      harness.processElement(candidate(1, empty, 2, 0), START + 2000);
      assertEquals(2, count(harness, Counters.suppressed("confirm", Counters.BY_CONFIRM)));
      assertNull(harness.getSideOutput(Outputs.TAGGED));
    }
  }

  @Test
  void aCandidateThatNeedsNoEvidencePasses() throws Exception {
    Rule confirm =
        rule("confirm", "in(#event_simpleName, values=[DnsRequest, ProcessRollup2])")
            .confirm(
                "#event_simpleName=DnsRequest",
                "#event_simpleName=ProcessRollup2",
                Duration.ofMinutes(1),
                "ComputerName")
            .build();
    try (var harness = harness(Harness.set(1, confirm))) {
      harness.open();
      String process = line("ProcessRollup2", "p", 1, "ImageFileName", "/bin/x");
      harness.processElement(candidate(1, process, 1, 0, 1), START + 1000);
      harness.processElement(candidate(1, dns("d", 2), 2, 0), START + 2000);
      assertEquals(List.of("p"), harness.extractOutputValues().get(0).events());
      assertEquals(1, harness.extractOutputValues().size());
      assertEquals(2, harness.getSideOutput(Outputs.TAGGED).size());
    }
  }
}
