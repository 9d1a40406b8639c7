package dev.lanner.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.detect.Counters;
import dev.lanner.detect.HoldingOperator;
import dev.lanner.detect.Outputs;
import dev.lanner.detect.wire.Count;
import dev.lanner.detect.wire.Keys;
import dev.lanner.detect.wire.Tagged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What the gate gives the pattern: enough for every verdict, and no more than may matter. */
@SuppressWarnings("try") // A harness may be interrupted while it closes.
class ConfirmGateTest {
  private static final long START = 1_761_955_200_000L;
  private static final long HORIZON = 60_000;
  private static final long WITHIN = 5_000;
  private static final long SEED = 20261122;
  private static final String KEY = Keys.join("host", "cid", "rule", "hash", "0");

  /** What came out: records with the time they left at, and what was dropped. */
  private record Left(List<StreamRecord<Tagged>> records, long dropped, int entries) {
    List<Tagged> tagged() {
      return records.stream().map(StreamRecord::getValue).toList();
    }

    List<Tagged> evidence() {
      return tagged().stream().filter(Tagged::isEvidence).toList();
    }
  }

  private static Tagged evidence(long arrival, long sensor) {
    return Tagged.evidence(KEY, START + arrival, START + sensor, WITHIN);
  }

  private static Tagged candidate(String id, long arrival, long sensor) {
    return new Tagged(
        KEY, ConfirmationTest.detection(id), id, START + arrival, START + sensor, WITHIN, 0, 1);
  }

  /** Runs records in the order given; the watermark follows {@code lag} behind, or not at all. */
  private static Left run(List<Tagged> records, int cap, long lag) throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, Tagged, Tagged> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new HoldingOperator<>(new ConfirmGate(new ConfirmSettings(HORIZON, cap))),
            Tagged::key,
            BasicTypeInfo.STRING_TYPE_INFO)) {
      harness.open();
      long watermark = Long.MIN_VALUE;
      for (Tagged record : records) {
        harness.processElement(new StreamRecord<>(record, record.time()));
        if (lag != Long.MAX_VALUE && record.time() - lag > watermark) {
          watermark = record.time() - lag;
          harness.processWatermark(watermark);
        }
      }
      harness.processWatermark(Long.MAX_VALUE);
      List<StreamRecord<Tagged>> left = new ArrayList<>();
      for (Object output : harness.getOutput()) {
        if (output instanceof StreamRecord<?> record) {
          left.add(new StreamRecord<>((Tagged) record.getValue(), record.getTimestamp()));
        }
      }
      long dropped = 0;
      var counts = harness.getSideOutput(Outputs.COUNTS);
      if (counts != null) {
        for (StreamRecord<Count> count : counts) {
          if (count.getValue().counter().equals(Counters.ofRule("rule", "evidenceDropped"))) {
            dropped += count.getValue().value();
          }
        }
      }
      return new Left(left, dropped, harness.numKeyedStateEntries());
    }
  }

  /** Records in an order of arrival that is up to {@code disorder} off, of some minutes. */
  private static List<Tagged> timeline(Random random, int length, int candidates, long disorder) {
    List<Tagged> records = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      long arrival = random.nextInt(300_000);
      long sensor = arrival - random.nextInt(20_000);
      records.add(i < candidates ? candidate("c" + i, arrival, sensor) : evidence(arrival, sensor));
    }
    List<Long> places = new ArrayList<>();
    records.forEach(record -> places.add(record.time() + random.nextLong(disorder)));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      order.add(i);
    }
    order.sort((a, b) -> Long.compare(places.get(a), places.get(b)));
    return order.stream().map(records::get).toList();
  }

  @Test
  void whatItLetsThroughIsEnoughForEveryVerdict() throws Exception {
    Random random = new Random(SEED);
    int confirmed = 0;
    int unconfirmed = 0;
    for (int round = 0; round < 300; round++) {
      List<Tagged> records = timeline(random, 5 + random.nextInt(60), 3, 2_000);
      var expected = ConfirmTwin.confirmed(records, HORIZON);
      Left left = run(records, 1000, 2_000);
      assertEquals(expected, ConfirmTwin.confirmed(left.tagged(), HORIZON), "round " + round);
      assertEquals(0, left.entries(), "nothing stays");
      for (StreamRecord<Tagged> record : left.records()) {
        long after = record.getTimestamp() - ConfirmSettings.due(record.getValue().time());
        assertTrue(after >= 0 && after <= 2 * HORIZON, "left " + after + " ms after it was due");
      }
      confirmed += expected.size();
      unconfirmed += 3 - expected.size();
    }
    assertTrue(confirmed > 100 && unconfirmed > 100, confirmed + " and " + unconfirmed);
  }

  @Test
  void thePaceOfTheWatermarkChangesNothing() throws Exception {
    Random random = new Random(SEED);
    long dropped = 0;
    for (int round = 0; round < 200; round++) {
      List<Tagged> records = timeline(random, 40 + random.nextInt(200), 4, 2_000);
      int cap = 5 + random.nextInt(40);
      Left slow = run(records, cap, Long.MAX_VALUE);
      Left quick = run(records, cap, 2_000);
      assertEquals(
          ConfirmTwin.confirmed(slow.tagged(), HORIZON),
          ConfirmTwin.confirmed(quick.tagged(), HORIZON),
          "round " + round);
      assertEquals(slow.dropped(), quick.dropped(), "round " + round);
      dropped += slow.dropped();
    }
    assertTrue(dropped > 1000, "the bound was hit: " + dropped);
  }

  @Test
  void evidenceWithoutACandidateStays() throws Exception {
    List<Tagged> records = new ArrayList<>();
    for (int second = 0; second < 200; second++) {
      records.add(evidence(second * 1000L, second * 1000L));
    }
    Left left = run(records, 1000, 0);
    assertEquals(List.of(), left.tagged());
    assertEquals(0, left.dropped());
    assertEquals(0, left.entries());
  }

  @Test
  void aSecondFullOfEvidenceIsBoundWithoutACandidate() throws Exception {
    List<Tagged> records = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      records.add(evidence(i, i * 2_000L));
    }
    records.add(candidate("c", 30_000, 10_000));
    Left left = run(records, 100, 0);
    assertEquals(400, left.dropped());
    assertEquals(100, left.evidence().size());
  }

  @Test
  void aSecondOfEvidenceKeepsItsEnds() throws Exception {
    List<Tagged> records = new ArrayList<>();
    for (int i = 990; i >= 0; i -= 10) {
      records.add(evidence(990 - i, 60_000 + i));
    }
    records.add(candidate("c", 0, 0));
    List<Tagged> left = run(records, 1000, 2_000).evidence();
    assertEquals(List.of(START + 60_000, START + 60_990), sensorTimes(left));
  }

  private static List<Long> sensorTimes(List<Tagged> records) {
    return records.stream().map(Tagged::sensorTime).toList();
  }

  @Test
  void evidenceIsThinnedTheSameInAnyOrder() {
    Random random = new Random(SEED);
    for (int round = 0; round < 500; round++) {
      List<Tagged> records = new ArrayList<>();
      int length = 1 + random.nextInt(30);
      for (int i = 0; i < length; i++) {
        records.add(evidence(random.nextInt(3_000), random.nextInt(5_000)));
      }
      List<Tagged> once = thinned(records);
      List<Tagged> mixed = new ArrayList<>(records);
      Collections.shuffle(mixed, random);
      assertEquals(once, thinned(mixed), "round " + round);
    }
  }

  private static List<Tagged> thinned(List<Tagged> records) {
    EvidenceSlot slot = new EvidenceSlot(WITHIN);
    records.forEach(slot::add);
    return slot.tagged(KEY);
  }
}
