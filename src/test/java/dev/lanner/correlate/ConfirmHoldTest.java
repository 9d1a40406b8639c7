package dev.lanner.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.detect.wire.Keys;
import dev.lanner.detect.wire.Tagged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What is kept back of a stream's evidence: what no candidate asks for, and nothing else. */
@SuppressWarnings("try") // A harness may be interrupted while it closes.
class ConfirmHoldTest {
  private static final long START = 1_761_955_200_000L;
  private static final long HORIZON = 64_000;
  private static final long WITHIN = 5_000;
  private static final long LAG = 2_000;
  private static final long SEED = 20261122;

  /** Three keys that are kept together. */
  private static final List<String> KEYS = neighbours(3);

  private static ConfirmHarness harness() throws Exception {
    return new ConfirmHarness(
        new ConfirmHold(new ConfirmSettings(HORIZON, 1000)), ConfirmHold.group());
  }

  private static List<String> neighbours(int number) {
    String first = key("host 0");
    return IntStream.range(0, 10_000)
        .mapToObj(i -> key("host " + i))
        .filter(key -> group(key).equals(group(first)))
        .limit(number)
        .toList();
  }

  private static String key(String host) {
    return Keys.join(host, "cid", "rule", "hash", "0");
  }

  private static String group(String key) {
    try {
      return ConfirmHold.group().getKey(Tagged.evidence(key, 0, 0, 0));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Tagged evidence(String key, long arrival, long sensor) {
    return Tagged.evidence(key, START + arrival, START + sensor, WITHIN);
  }

  private static Tagged evidence(long arrival) {
    return evidence(KEYS.get(0), arrival, arrival);
  }

  private static Tagged candidate(String key, String id, long arrival, long sensor) {
    return new Tagged(
        key, ConfirmationTest.detection(id), id, START + arrival, START + sensor, WITHIN, 0, 1);
  }

  private static Tagged candidate(long arrival) {
    return candidate(KEYS.get(0), "c" + arrival, arrival, arrival);
  }

  /** Records of some minutes, up to the lag of the watermark out of order. */
  private static List<Tagged> timeline(Random random, int evidence) {
    record Placed(long place, Tagged record) {}
    List<Placed> records = new ArrayList<>();
    for (int i = 0; i < evidence + 6; i++) {
      String key = KEYS.get(random.nextInt(KEYS.size()));
      long arrival = random.nextInt(300_000);
      long sensor = arrival - random.nextInt(90_000);
      Tagged record =
          i < 6 ? candidate(key, "c" + i, arrival, sensor) : evidence(key, arrival, sensor);
      records.add(new Placed(arrival + random.nextLong(LAG), record));
    }
    records.sort(Comparator.comparingLong(Placed::place));
    return records.stream().map(Placed::record).toList();
  }

  /** Puts records through; the watermark follows the largest time by {@link #LAG}, or never. */
  private static void run(ConfirmHarness harness, List<Tagged> records, boolean passes)
      throws Exception {
    long largest = Long.MIN_VALUE;
    for (Tagged record : records) {
      harness.put(record);
      if (passes && record.time() > largest) {
        largest = record.time();
        harness.processWatermark(largest - LAG);
      }
    }
  }

  @Test
  void whatItSendsOnIsEnoughForEveryVerdict() throws Exception {
    Random random = new Random(SEED);
    int confirmed = 0;
    long back = 0;
    for (int round = 0; round < 300; round++) {
      List<Tagged> records = timeline(random, 10 + random.nextInt(200));
      var expected = ConfirmTwin.confirmed(records, HORIZON);
      for (boolean passes : new boolean[] {true, false}) {
        try (ConfirmHarness harness = harness()) {
          harness.open();
          run(harness, records, passes);
          assertEquals(
              expected,
              ConfirmTwin.confirmed(harness.extractOutputValues(), HORIZON),
              "round " + round);
          back += records.size() - harness.extractOutputValues().size();
          harness.processWatermark(Long.MAX_VALUE);
          assertEquals(0, harness.numKeyedStateEntries(), "nothing stays");
          assertEquals(0, harness.numEventTimeTimers(), "nothing stays");
          assertEquals(0, harness.held(), "nothing is said to stay");
        }
      }
      confirmed += expected.size();
    }
    assertTrue(confirmed > 300 && confirmed < 1500, "candidates confirmed: " + confirmed);
    assertTrue(back > 10_000, "kept back: " + back);
  }

  @Test
  void aStopInBetweenChangesNothing() throws Exception {
    Random random = new Random(SEED);
    for (int round = 0; round < 50; round++) {
      List<Tagged> records = timeline(random, 100);
      int middle = random.nextInt(records.size());
      List<Tagged> out = new ArrayList<>();
      OperatorSubtaskState state;
      long held;
      try (ConfirmHarness harness = harness()) {
        harness.open();
        run(harness, records.subList(0, middle), true);
        held = harness.held();
        state = harness.snapshot(1, 1);
        out.addAll(harness.extractOutputValues());
      }
      try (ConfirmHarness harness = harness()) {
        harness.initializeState(state);
        harness.open();
        run(harness, records.subList(middle, records.size()), true);
        out.addAll(harness.extractOutputValues());
        harness.processWatermark(Long.MAX_VALUE);
        assertEquals(-held, harness.held(), "what was held before is given back");
      }
      var expected = ConfirmTwin.confirmed(records, HORIZON);
      assertEquals(expected, ConfirmTwin.confirmed(out, HORIZON), "round " + round);
    }
  }

  @Test
  void evidenceNobodyAsksForStaysAsLongAsItMay() throws Exception {
    try (ConfirmHarness harness = harness()) {
      harness.open();
      harness.put(evidence(0));
      // Hash, sensor time, second; with the part's place and how many are in it.
      assertEquals(3 * 8 + 8 + 4, harness.held());
      harness.put(evidence(10));
      assertEquals(2 * 3 * 8 + 8 + 4, harness.held());
      // It is over a horizon and a second after the end of its second, by whole seconds.
      harness.processWatermark(START + 1_000 + HORIZON + 999);
      assertEquals(2 * 3 * 8 + 8 + 4, harness.held());
      harness.processWatermark(START + 1_000 + HORIZON + 1_000);
      assertEquals(0, harness.held());
      assertEquals(List.of(), harness.extractOutputValues());
    }
  }

  @Test
  void evidenceGoesOnAtOnceWhileACandidateAsks() throws Exception {
    Tagged candidate = candidate(0);
    Tagged last = evidence(HORIZON);
    try (ConfirmHarness harness = harness()) {
      harness.open();
      harness.put(candidate);
      harness.put(last);
      harness.put(evidence(HORIZON + 1_000));
      harness.put(evidence(KEYS.get(1), 0, 0));
      assertEquals(List.of(candidate, last), harness.extractOutputValues());
    }
  }

  @Test
  void aCandidateTakesOnlyWhatItMayBeConfirmedBy() throws Exception {
    try (ConfirmHarness harness = harness()) {
      harness.open();
      harness.put(evidence(0));
      harness.put(evidence(1_000));
      harness.put(evidence(KEYS.get(1), 1_000, 1_000));
      Tagged candidate = candidate(HORIZON + 1_000);
      harness.put(candidate);
      assertEquals(List.of(evidence(1_000), candidate), harness.extractOutputValues());
    }
  }

  @Test
  void evidenceIsThinnedBeforeItGoesOn() throws Exception {
    try (ConfirmHarness harness = harness()) {
      harness.open();
      for (int i = 990; i >= 0; i -= 10) {
        harness.put(evidence(KEYS.get(0), 990 - i, 60_000 + i));
      }
      harness.put(candidate(2_000));
      List<Long> sensors =
          harness.extractOutputValues().stream()
              .filter(Tagged::isEvidence)
              .map(Tagged::sensorTime)
              .toList();
      assertEquals(List.of(START + 60_000, START + 60_990), sensors);
    }
  }

  @Test
  void afterABuildWithoutItEvidenceGoesOnUntilNoCandidateOfThatAsks() throws Exception {
    try (ConfirmHarness harness = harness()) {
      harness.initializeState(OperatorSubtaskState.builder().build());
      harness.open();
      harness.put(evidence(0));
      harness.processWatermark(START);
      harness.put(evidence(1_000));
      harness.put(evidence(2 * HORIZON + 1));
      assertEquals(List.of(evidence(0), evidence(1_000)), harness.extractOutputValues());
    }
  }
}
