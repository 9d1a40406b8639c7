package dev.lanner.detect;

import static dev.lanner.detect.Harness.START;
import static dev.lanner.detect.Harness.candidate;
import static dev.lanner.detect.Harness.line;
import static dev.lanner.detect.TestRules.rule;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.detect.wire.Bar;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.GroupKey;
import dev.lanner.detect.wire.Pane;
import dev.lanner.detect.wire.Partial;
import dev.lanner.detect.wire.RuleSetDelta;
import dev.lanner.detect.wire.Types;
import dev.lanner.rules.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A harness may be interrupted while it closes.
class WindowFunctionTest {
  private static final String QUERY =
      "#event_simpleName=DnsRequest | groupBy(DomainName, function=count(as=Total))";
  private static final Rule TUMBLING = rule("window", QUERY).window(Duration.ofMinutes(5)).build();
  private static final Rule SLIDING =
      rule("window", QUERY).window(Duration.ofMinutes(5)).slide(Duration.ofMinutes(1)).build();

  private static KeyedBroadcastOperatorTestHarness<Long, Partial, RuleSetDelta, Detection> harness(
      RuleSetDelta rules) throws Exception {
    return Harness.keyed(
        new WindowFunction(rules, Harness.WORLD, Harness.SETTINGS),
        Partial::key,
        BasicTypeInfo.LONG_TYPE_INFO);
  }

  /** The parts that events at the given seconds give, as bytes, as if they had travelled. */
  private static List<StreamRecord<Partial>> partials(Rule rule, long... seconds) throws Exception {
    RuleSetDelta rules = Harness.set(1, rule);
    List<StreamRecord<Partial>> partials = new ArrayList<>();
    try (var harness = Harness.candidates(rules, 3_600_000, false)) {
      harness.open();
      for (long second : seconds) {
        String event = line("DnsRequest", "id" + second, second, "DomainName", "example.com");
        harness.processElement(candidate(1, event, second, 0), START + second * 1000);
      }
      for (StreamRecord<Partial> record : harness.getSideOutput(Outputs.PARTIALS)) {
        partials.add(new StreamRecord<>(travelled(record.getValue()), record.getTimestamp()));
      }
    }
    return partials;
  }

  private static Partial travelled(Partial partial) throws Exception {
    TypeSerializer<Partial> serializer = Types.PARTIAL.serializer();
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(partial, out);
    DataOutputSerializer copied = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copied);
    assertArrayEquals(out.getCopyOfBuffer(), copied.getCopyOfBuffer());
    return serializer.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer()));
  }

  /** End of the window in seconds after the start, to the total. */
  private static Map<Long, String> totals(List<? extends Detection> detections) {
    Map<Long, String> totals = new TreeMap<>();
    for (Detection detection : detections) {
      int column = detection.columns().indexOf("Total");
      totals.merge(
          (detection.windowEnd() - START) / 1000,
          detection.values().get(column),
          (a, b) -> "twice");
    }
    return totals;
  }

  @Test
  void aWindowFiresOnceWhenTheWatermarkPassesItsLastMillisecond() throws Exception {
    try (var harness = harness(Harness.set(1, TUMBLING))) {
      harness.open();
      for (StreamRecord<Partial> partial : partials(TUMBLING, 0, 299, 300)) {
        harness.processElement(partial);
      }
      harness.watermark(START + 299_998);
      assertEquals(Map.of(), totals(harness.extractOutputValues()));
      harness.watermark(START + 299_999);
      assertEquals(Map.of(300L, "2"), totals(harness.extractOutputValues()));
      harness.watermark(Long.MAX_VALUE);
      assertEquals(Map.of(300L, "2", 600L, "1"), totals(harness.extractOutputValues()));
      assertEquals(0, Harness.entries(harness));
      assertEquals(0, harness.numEventTimeTimers());
    }
  }

  @Test
  void groupsThatShareAKeyAreToldApart() throws Exception {
    try (var harness = harness(Harness.set(1, SLIDING))) {
      harness.open();
      StreamRecord<Partial> one = partials(SLIDING, 30).get(0);
      StreamRecord<Partial> more = partials(SLIDING, 31).get(0);
      GroupKey group = GroupKey.parse(one.getValue().group());
      String other =
          new GroupKey(group.cid(), group.ruleId(), group.logicHash(), List.of("example.org"))
              .text();
      Pane pane = more.getValue().pane();
      harness.processElement(one);
      harness.processElement(
          new StreamRecord<>(
              new Partial(one.getValue().key(), other, more.getValue().paneStart(), pane, Bar.NONE),
              more.getTimestamp()));
      harness.watermark(START + 59_999);
      assertEquals(
          List.of("example.com 1", "example.org 1"),
          harness.extractOutputValues().stream()
              .map(detection -> detection.key() + " " + detection.eventCount())
              .sorted()
              .toList());
      harness.watermark(Long.MAX_VALUE);
      assertEquals(10, harness.extractOutputValues().size());
      assertEquals(0, Harness.entries(harness));
    }
  }

  @Test
  void rulesThatStaySilentHoldNoWindowOpen() throws Exception {
    try (var harness = harness(Harness.set(1, TUMBLING))) {
      harness.open();
      harness.processElement(partials(TUMBLING, 0).get(0));
      harness.processBroadcastWatermark(Long.MAX_VALUE);
      assertEquals(Map.of(), totals(harness.extractOutputValues()));
      harness.processWatermark(START + 299_999);
      assertEquals(Map.of(300L, "1"), totals(harness.extractOutputValues()));
    }
  }

  @Test
  void aDetectionOfAWindowSaysWhatIsKnownOfItsEvents() throws Exception {
    try (var harness = harness(Harness.set(1, TUMBLING))) {
      harness.open();
      for (StreamRecord<Partial> partial : partials(TUMBLING, 7, 5)) {
        harness.processElement(partial);
      }
      harness.watermark(Long.MAX_VALUE);
      Detection detection = harness.extractOutputValues().get(0);
      assertEquals("example.com", detection.key());
      assertEquals(START, detection.windowStart());
      assertEquals(START + 300_000, detection.windowEnd());
      assertEquals(START + 300_000, detection.time());
      assertEquals(2, detection.eventCount());
      assertEquals(START + 5000, detection.first());
      assertEquals(START + 7000, detection.last());
      assertEquals(List.of("id5", "id7"), detection.events());
      assertEquals(List.of("ComputerName", "HOST-1", "aid", "aid1"), detection.host());
    }
  }

  @Test
  void slidingWindowsShareTheirPanes() throws Exception {
    try (var harness = harness(Harness.set(1, SLIDING))) {
      harness.open();
      for (StreamRecord<Partial> partial : partials(SLIDING, 30, 90, 330)) {
        harness.processElement(partial);
      }
      harness.watermark(Long.MAX_VALUE);
      Map<Long, String> expected = new TreeMap<>();
      expected.put(60L, "1");
      expected.put(120L, "2");
      expected.put(180L, "2");
      expected.put(240L, "2");
      expected.put(300L, "2");
      expected.put(360L, "2"); // 90 and 330: the pane of 30 has left
      expected.put(420L, "1");
      expected.put(480L, "1");
      expected.put(540L, "1");
      expected.put(600L, "1");
      assertEquals(expected, totals(harness.extractOutputValues()));
      assertEquals(0, Harness.entries(harness));
      assertEquals(0, harness.numEventTimeTimers());
    }
  }

  @Test
  void aWindowGoesOnAfterARestore() throws Exception {
    List<StreamRecord<Partial>> partials = partials(TUMBLING, 1, 2, 3);
    OperatorSubtaskState state;
    try (var harness = harness(Harness.set(1, TUMBLING))) {
      harness.open();
      harness.processElement(partials.get(0));
      harness.processElement(partials.get(1));
      state = harness.snapshot(1, 1);
      // What comes after the snapshot is not in it.
      harness.processElement(partials.get(2));
    }
    try (var harness = harness(Harness.set(1, TUMBLING))) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(partials.get(2));
      harness.watermark(Long.MAX_VALUE);
      assertEquals(Map.of(300L, "3"), totals(harness.extractOutputValues()));
    }
  }

  @Test
  void aPartOfARuleThatIsNotKnownYetWaitsForIt() throws Exception {
    try (var harness = harness(Harness.set(1))) {
      harness.open();
      harness.processElement(partials(TUMBLING, 1).get(0));
      harness.processBroadcastElement(Harness.set(2, TUMBLING), START);
      harness.watermark(START + 60_000);
      harness.watermark(Long.MAX_VALUE);
      assertEquals(Map.of(300L, "1"), totals(harness.extractOutputValues()));
      assertEquals(0, Harness.entries(harness));
    }
  }

  @Test
  void versionsOfARuleNeverMerge() throws Exception {
    Rule other = rule("window", QUERY + " | Total>0").window(Duration.ofMinutes(5)).build();
    try (var harness = harness(Harness.set(1, TUMBLING))) {
      harness.open();
      harness.processElement(partials(TUMBLING, 1).get(0));
      harness.processBroadcastElement(Harness.set(2, other), START);
      harness.processElement(partials(other, 2).get(0));
      harness.watermark(Long.MAX_VALUE);
      assertEquals(2, harness.extractOutputValues().size());
      for (Detection detection : harness.extractOutputValues()) {
        assertEquals(1, detection.eventCount());
      }
    }
  }

  @Test
  void aWindowOfAnOlderVersionEndsAsItBeganHoweverManyCame() throws Exception {
    OperatorSubtaskState state;
    Rule last = TUMBLING;
    try (var harness = harness(Harness.set(1, TUMBLING))) {
      harness.open();
      harness.watermark(START);
      harness.processElement(partials(TUMBLING, 1).get(0));
      for (int number = 2; number <= 10; number++) {
        String query = QUERY + " | Total>" + -number;
        last = rule("window", query).window(Duration.ofMinutes(5)).build();
        harness.processBroadcastElement(Harness.set(number, last), START);
      }
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(Harness.set(10, last))) {
      harness.initializeState(state);
      harness.open();
      harness.watermark(START + 299_999);
      assertEquals(Map.of(300L, "1"), totals(harness.extractOutputValues()));
    }
  }

  private static Rule edited(Rule.OnEdit how) {
    return rule("window", QUERY + " | Total>0").window(Duration.ofMinutes(5)).onEdit(how).build();
  }

  @Test
  void anEditMayDropOpenWindows() throws Exception {
    try (var harness = harness(Harness.set(1, TUMBLING))) {
      harness.open();
      harness.processElement(partials(TUMBLING, 1).get(0));
      Rule edited = edited(Rule.OnEdit.RESTART);
      harness.processBroadcastElement(Harness.set(2, edited), START);
      // What was on its way to the window does not open it again.
      harness.processElement(partials(TUMBLING, 2).get(0));
      assertEquals(0, Harness.entries(harness));
      harness.processElement(partials(edited, 3).get(0));
      harness.watermark(Long.MAX_VALUE);
      assertEquals(Map.of(300L, "1"), totals(harness.extractOutputValues()));
    }
  }

  @Test
  void anEditMayEndOpenWindows() throws Exception {
    try (var harness = harness(Harness.set(1, TUMBLING))) {
      harness.open();
      harness.watermark(START);
      for (StreamRecord<Partial> partial : partials(TUMBLING, 1, 2)) {
        harness.processElement(partial);
      }
      harness.processBroadcastElement(Harness.set(2, edited(Rule.OnEdit.DRAIN)), START);
      assertEquals(Map.of(300L, "2"), totals(harness.extractOutputValues()));
      assertTrue(harness.extractOutputValues().get(0).partial());
      assertEquals(0, Harness.entries(harness));
    }
  }

  @Test
  void aSlidingWindowThatAnEditEndsEndsWithAllThatAreOpen() throws Exception {
    try (var harness = harness(Harness.set(1, SLIDING))) {
      harness.open();
      harness.processElement(partials(SLIDING, 61).get(0));
      harness.watermark(START + 299_999);
      int before = harness.extractOutputValues().size();
      harness.processBroadcastElement(Harness.set(2, edited(Rule.OnEdit.DRAIN)), START);
      assertEquals(4, before, "windows that end at 120, 180, 240 and 300 s");
      assertEquals(5, harness.extractOutputValues().size(), "and the one that ends at 360 s");
      assertEquals(0, Harness.entries(harness));
    }
  }

  @Test
  void theStateOfARuleThatIsTakenAwayIsReleased() throws Exception {
    try (var harness = harness(Harness.set(1, TUMBLING))) {
      harness.open();
      harness.processElement(partials(TUMBLING, 1).get(0));
      harness.processBroadcastElement(Harness.set(2), START);
      harness.processElement(partials(TUMBLING, 2).get(0));
      assertEquals(0, Harness.entries(harness));
      harness.watermark(Long.MAX_VALUE);
      assertEquals(0, harness.extractOutputValues().size());
    }
  }
}
