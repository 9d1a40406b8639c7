package dev.lanner.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.detect.Counters;
import dev.lanner.detect.HoldingOperator;
import dev.lanner.detect.Outputs;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Keys;
import dev.lanner.detect.wire.Tagged;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What confirmation says it holds, against sizes added up from how state is written. */
@SuppressWarnings("try") // A harness may be interrupted while it closes.
class ConfirmBytesTest {
  private static final long START = 1_761_955_200_000L;
  private static final long HORIZON = 16 * 60_000;
  private static final String KEY = Keys.join("host", "cid", "rule", "hash", "0");

  /** Key, that it has no candidate, no id, three times, two numbers. */
  private static final long EVIDENCE = (4L + KEY.length()) + 1 + 4 + 3 * 8 + 2 * 4;

  /** The place by time, and how many there are. */
  private static final long SLOT = 8 + 4;

  private static KeyedOneInputStreamOperatorTestHarness<String, Tagged, Tagged> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new HoldingOperator<>(
            new ConfirmGate(new ConfirmSettings(HORIZON, ConfirmSettings.DEFAULT_CAP))),
        Tagged::key,
        BasicTypeInfo.STRING_TYPE_INFO);
  }

  private static StreamRecord<Tagged> evidence(long millis) {
    long time = START + millis;
    return new StreamRecord<>(Tagged.evidence(KEY, time, time, 60_000), time);
  }

  private static StreamRecord<Tagged> candidate(String id) {
    Detection detection = ConfirmationTest.detection(id);
    return new StreamRecord<>(new Tagged(KEY, detection, id, START, START, 60_000, 0, 1), START);
  }

  private static long told(
      KeyedOneInputStreamOperatorTestHarness<String, Tagged, Tagged> harness, String what) {
    Queue<StreamRecord<Count>> counts = harness.getSideOutput(Outputs.COUNTS);
    return counts == null
        ? 0
        : counts.stream()
            .map(StreamRecord::getValue)
            .filter(count -> count.counter().equals(Counters.ofRule("rule", what)))
            .mapToLong(Count::value)
            .sum();
  }

  private static long held(KeyedOneInputStreamOperatorTestHarness<String, Tagged, Tagged> harness)
      throws Exception {
    harness.getOperator().prepareSnapshotPreBarrier(1);
    return told(harness, Counters.STATE_BYTES);
  }

  @Test
  void evidenceThatIsThinnedOutIsNotHeld() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(evidence(100));
      assertEquals(SLOT + EVIDENCE, held(harness));
      harness.processElement(evidence(900));
      assertEquals(SLOT + 2 * EVIDENCE, held(harness));
      harness.processElement(evidence(500));
      assertEquals(SLOT + 2 * EVIDENCE, held(harness), "between the first and the last");
      harness.processElement(evidence(1500));
      assertEquals(2 * SLOT + 3 * EVIDENCE, held(harness));
      harness.processWatermark(Long.MAX_VALUE);
      assertEquals(0, held(harness));
      assertEquals(2 * SLOT + 3 * EVIDENCE, told(harness, Counters.TASK_PEAK));
    }
  }

  @Test
  void whatThePatternGotIsHeldUntilItDoesNotLookAtItAnyMore() throws Exception {
    // Id, tenant, rule (id, hash, title, version, level, techniques, tactic), three times, key,
    // four lists, number and two times, two marks, number held back.
    long detection =
        (4 + 2) + (4 + 3) + (4 + 4) + (4 + 4) + (4 + 5) + 4 + (4 + 3) + 4 + 4 + 3 * 8 + (4 + 3)
            + 4 * 4 + 3 * 8 + 2 + 8;
    long both = EVIDENCE + EVIDENCE + 2 + detection;
    try (var harness = harness()) {
      harness.open();
      harness.processElement(candidate("c1"));
      harness.processElement(evidence(0));
      assertEquals(SLOT + both, held(harness));
      harness.processWatermark(START + 1000);
      assertEquals(both, held(harness), "the pattern has them");
      // They came at 1 s, and are looked at for a horizon and a second; by whole minutes.
      long end = 1000 + HORIZON + 1000;
      long counted = (end / 60_000 + 1) * 60_000;
      harness.processWatermark(START + counted - 1);
      assertEquals(both, held(harness));
      harness.processWatermark(START + counted);
      assertEquals(0, held(harness));
      harness.processWatermark(Long.MAX_VALUE);
      assertEquals(0, harness.numKeyedStateEntries());
    }
  }
}
