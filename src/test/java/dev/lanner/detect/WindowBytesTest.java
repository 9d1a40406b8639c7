package dev.lanner.detect;

import static dev.lanner.detect.Harness.START;
import static dev.lanner.detect.Harness.candidate;
import static dev.lanner.detect.Harness.line;
import static dev.lanner.detect.TestRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Partial;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.rules.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What a window operator says it holds, against sizes added up from how state is written. */
@SuppressWarnings("try") // A harness may be interrupted while it closes.
class WindowBytesTest {
  private static final String QUERY =
      "#event_simpleName=DnsRequest | groupBy(DomainName, function=count(as=Total))";
  private static final Rule TUMBLING = rule("window", QUERY).window(Duration.ofMinutes(5)).build();
  private static final Rule SLIDING =
      rule("window", QUERY).window(Duration.ofMinutes(5)).slide(Duration.ofMinutes(1)).build();

  private static KeyedBroadcastOperatorTestHarness<Long, Partial, RuleSetDelta, Detection> harness(
      Rule rule) throws Exception {
    return Harness.keyed(
        new WindowFunction(Harness.set(1, rule), Harness.WORLD, Harness.SETTINGS),
        Partial::key,
        BasicTypeInfo.LONG_TYPE_INFO);
  }

  /** The part that one event gives; its id has five letters. */
  private static StreamRecord<Partial> part(Rule rule, String domain, long second)
      throws Exception {
    try (var harness = Harness.candidates(Harness.set(1, rule), 3_600_000, false)) {
      harness.open();
      String event = line("DnsRequest", "id" + (100 + second), second, "DomainName", domain);
      harness.processElement(candidate(1, event, second, 0), START + second * 1000);
      List<StreamRecord<Partial>> parts = new ArrayList<>(harness.getSideOutput(Outputs.PARTIALS));
      return parts.get(0);
    }
  }

  /** A pane with its place, of so many events with ids of five letters, at most 20. */
  private static int size(String group, int events) {
    int place = 8 + (group.length() + 1 < 128 ? 1 : 2) + group.length(); // Flink's own text
    int aggregate = 4 + 8; // length; the count
    int times = 4 * 8; // how many, first, last, last on a host
    int ids = 4 + events * (8 + 4 + "id100".length());
    // Marked as one value or several; HOST-1, aid1 and no user name.
    int fields = 4 + (1 + 4 + "HOST-1".length()) + (1 + 4 + "aid1".length()) + (1 + 4);
    int counted = 4;
    return place + aggregate + times + ids + fields + counted;
  }

  /** What was told of the state so far. */
  private static long held(
      KeyedBroadcastOperatorTestHarness<Long, Partial, RuleSetDelta, Detection> harness)
      throws Exception {
    harness.getOperator().prepareSnapshotPreBarrier(1);
    return Harness.count(harness, Counters.ofRule("window", Counters.STATE_BYTES));
  }

  private static long peak(
      KeyedBroadcastOperatorTestHarness<Long, Partial, RuleSetDelta, Detection> harness) {
    return Harness.count(harness, Counters.ofRule("window", Counters.TASK_PEAK));
  }

  @Test
  void groupsAddUpAndAreGoneWithTheirWindow() throws Exception {
    try (var harness = harness(TUMBLING)) {
      harness.open();
      int all = 0;
      for (String domain : List.of("a.example", "bb.example", "ccc.example")) {
        StreamRecord<Partial> part = part(TUMBLING, domain, 0);
        harness.processElement(part);
        all += size(part.getValue().group(), 1);
        assertEquals(all, held(harness));
      }
      harness.watermark(START + 299_998);
      assertEquals(all, held(harness));
      harness.watermark(START + 299_999);
      assertEquals(0, held(harness));
      StreamRecord<Partial> later = part(TUMBLING, "a.example", 300);
      harness.processElement(later);
      assertEquals(size(later.getValue().group(), 1), held(harness));
      assertEquals(0, peak(harness), "not before the end");
      harness.watermark(Long.MAX_VALUE);
      assertEquals(0, held(harness));
      assertEquals(all, peak(harness));
    }
  }

  @Test
  void aGroupIsMeasuredAgainWhenItsEventsHaveDoubled() throws Exception {
    try (var harness = harness(TUMBLING)) {
      harness.open();
      for (int events = 1; events <= 16; events++) {
        StreamRecord<Partial> part = part(TUMBLING, "a.example", events);
        harness.processElement(part);
        int measured = events < 2 ? 1 : events < 4 ? 2 : events < 8 ? 4 : events < 16 ? 8 : 16;
        assertEquals(size(part.getValue().group(), measured), held(harness), events + " events");
      }
      harness.watermark(Long.MAX_VALUE);
      assertEquals(0, held(harness));
    }
  }

  @Test
  void panesThatWindowsShareAreCountedOnce() throws Exception {
    try (var harness = harness(SLIDING)) {
      harness.open();
      StreamRecord<Partial> first = part(SLIDING, "a.example", 30);
      long size = size(first.getValue().group(), 1);
      harness.processElement(first);
      harness.processElement(part(SLIDING, "a.example", 90));
      assertEquals(2 * size, held(harness));
      harness.watermark(START + 299_999);
      assertEquals(size, held(harness), "the pane of 30 left with the window until 300");
      harness.watermark(START + 359_999);
      assertEquals(0, held(harness));
    }
  }

  /** The sum lies in the account's state; the operator goes on telling what changes. */
  @Test
  void whatCameBeforeARestartIsTakenAwayAfterIt() throws Exception {
    OperatorSubtaskState state;
    long before;
    try (var harness = harness(TUMBLING)) {
      harness.open();
      harness.processElement(part(TUMBLING, "a.example", 1));
      harness.processElement(part(TUMBLING, "b.example", 2));
      before = held(harness);
      state = harness.snapshot(1, 1);
    }
    assertTrue(before > 0);
    try (var harness = harness(TUMBLING)) {
      harness.initializeState(state);
      harness.open();
      assertEquals(0, held(harness), "nothing has changed");
      StreamRecord<Partial> more = part(TUMBLING, "b.example", 3);
      harness.processElement(more);
      int growth = size(more.getValue().group(), 2) - size(more.getValue().group(), 1);
      assertEquals(growth, held(harness));
      harness.watermark(START + 299_999);
      assertEquals(0, before + held(harness));
    }
  }

  @Test
  void aRuleThatIsTakenAwayHoldsNothing() throws Exception {
    try (var harness = harness(TUMBLING)) {
      harness.open();
      harness.processElement(part(TUMBLING, "a.example", 1));
      assertTrue(held(harness) > 0);
      harness.processBroadcastElement(Harness.set(2), START);
      assertEquals(0, held(harness));
    }
  }
}
