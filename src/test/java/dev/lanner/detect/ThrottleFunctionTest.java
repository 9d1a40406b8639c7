package dev.lanner.detect;

import static dev.lanner.detect.Harness.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.detect.wire.Detection;
import dev.lanner.detect.wire.Keys;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A harness may be interrupted while it closes.
class ThrottleFunctionTest {
  private static final long PERIOD = 600_000;
  private static final String KEY = Keys.join("cid", "rule", "hash");

  private static KeyedOneInputStreamOperatorTestHarness<String, Detection, Detection> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new HoldingOperator<>(new ThrottleFunction()),
        detection -> detection.throttle().key(),
        BasicTypeInfo.STRING_TYPE_INFO);
  }

  private static Detection at(String id, long time, long hold) {
    return new Detection(
        id,
        "cid",
        new Detection.RuleInfo("rule", "hash", "title", 1, "low", List.of(), ""),
        time,
        -1,
        -1,
        "key",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        1,
        time,
        time,
        false,
        new Detection.Throttle(KEY, PERIOD, hold),
        0);
  }

  private static List<String> ids(
      KeyedOneInputStreamOperatorTestHarness<String, Detection, Detection> harness) {
    return harness.extractOutputValues().stream()
        .map(detection -> detection.id() + " " + detection.heldBack())
        .toList();
  }

  @Test
  void decidesByTimeAndIdAndNotByArrival() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(at("b", START + 2000, 0), START + 2000);
      harness.processElement(at("z", START + 1000, 0), START + 1000);
      harness.processElement(at("a", START + 1000, 0), START + 1000);
      harness.processWatermark(START + 2000);
      assertEquals(List.of("a 0"), ids(harness));
      assertEquals(2, Harness.count(harness, Counters.suppressed("rule", Counters.BY_THROTTLE)));
    }
  }

  @Test
  void holdsUntilTheWatermarkHasPassed() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(at("a", START + 1000, 0), START + 1000);
      harness.processWatermark(START + 999);
      assertEquals(List.of(), ids(harness));
      harness.processWatermark(START + 1000);
      assertEquals(List.of("a 0"), ids(harness));
    }
  }

  @Test
  void waitsAsLongAsConfirmationMayTake() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(at("later", START + 1000, 5000), START + 1000);
      harness.processWatermark(START + 5500);
      // Confirmed only now, but it happened before.
      harness.processElement(at("earlier", START, 5000), START + 5000);
      harness.processWatermark(START + 6000);
      assertEquals(List.of("earlier 0"), ids(harness));
    }
  }

  @Test
  void thePeriodEndsExactlyAndTheNextSaysWhatWasHeldBack() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(at("a", START, 0), START);
      harness.processElement(at("b", START + PERIOD - 1, 0), START);
      harness.processElement(at("c", START + PERIOD, 0), START);
      harness.processWatermark(START + PERIOD);
      assertEquals(List.of("a 0", "c 1"), ids(harness));
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(at("a", START, 0), START);
      harness.processElement(at("b", START + 1, 0), START);
      harness.processWatermark(START + 3 * PERIOD);
      assertEquals(0, harness.numKeyedStateEntries());
      assertEquals(0, harness.numEventTimeTimers());
    }
  }

  /** What was told of the state so far. */
  private static long held(
      KeyedOneInputStreamOperatorTestHarness<String, Detection, Detection> harness)
      throws Exception {
    harness.getOperator().prepareSnapshotPreBarrier(1);
    return Harness.count(harness, Counters.ofRule("rule", Counters.STATE_BYTES));
  }

  @Test
  void tellsWhatWaitsAndWhatItRemembers() throws Exception {
    // Texts and lists have a length of 4 bytes before them. Id, tenant, rule (id, hash, title,
    // version, level, techniques, tactic), three times, key, four lists, number and two times, two
    // marks, throttle (key, two times), number held back.
    long detection =
        (4L + 1)
            + (4 + 3)
            + (4 + 4)
            + (4 + 4)
            + (4 + 5)
            + 4
            + (4 + 3)
            + 4
            + 4
            + 3 * 8
            + (4 + 3)
            + 4 * 4
            + 3 * 8
            + 2
            + (4 + KEY.length())
            + 2 * 8
            + 8;
    // The time they wait for and the length of the list.
    long list = 8 + 4;
    try (var harness = harness()) {
      harness.open();
      harness.processElement(at("a", START, 0), START);
      assertEquals(list + detection, held(harness));
      harness.processElement(at("b", START, 0), START);
      assertEquals(list + 2 * detection, held(harness));
      harness.processElement(at("c", START + 1, 0), START + 1);
      assertEquals(2 * list + 3 * detection, held(harness));
      harness.processWatermark(START);
      // When the last passed, until when that matters, and that one was held back.
      assertEquals(list + detection + 3 * 8, held(harness));
      harness.processWatermark(START + 1);
      assertEquals(3 * 8, held(harness));
      harness.processWatermark(Long.MAX_VALUE);
      assertEquals(0, held(harness));
      assertEquals(
          2 * list + 3 * detection,
          Harness.count(harness, Counters.ofRule("rule", Counters.TASK_PEAK)));
    }
  }
}
