package dev.lanner.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.detect.Counters;
import dev.lanner.detect.wire.Keys;
import dev.lanner.detect.wire.Tagged;
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

  private static ConfirmHarness harness() throws Exception {
    return new ConfirmHarness(
        new ConfirmGate(new ConfirmSettings(HORIZON, ConfirmSettings.DEFAULT_CAP)), Tagged::key);
  }

  private static Tagged evidence(long millis) {
    return Tagged.evidence(KEY, START + millis, START + millis, 60_000);
  }

  private static Tagged candidate(String id) {
    return new Tagged(KEY, ConfirmationTest.detection(id), id, START, START, 60_000, 0, 1);
  }

  @Test
  void evidenceThatIsThinnedOutIsNotHeld() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.put(evidence(100));
      assertEquals(SLOT + EVIDENCE, harness.held());
      harness.put(evidence(900));
      assertEquals(SLOT + 2 * EVIDENCE, harness.held());
      harness.put(evidence(500));
      assertEquals(SLOT + 2 * EVIDENCE, harness.held(), "between the first and the last");
      harness.put(evidence(1500));
      assertEquals(2 * SLOT + 3 * EVIDENCE, harness.held());
      harness.processWatermark(Long.MAX_VALUE);
      assertEquals(0, harness.held());
      assertEquals(2 * SLOT + 3 * EVIDENCE, harness.told(Counters.TASK_PEAK));
    }
  }

  @Test
  void whatThePatternGotIsHeldUntilItDoesNotLookAtItAnyMore() throws Exception {
    // Id, tenant, rule (id, hash, title, version, level, techniques, tactic), three times, key,
    // four lists, number and two times, two marks, number held back.
    long detection =
        (4 + 2) + (4 + 3) + (4 + 4) + (4 + 4) + (4 + 5) + 4 + (4 + 3) + 4 + 4 + 3 * 8 + (4 + 3)
            + 4 * 4 + 3 * 8 + 2 + 8;
    // As evidence, but with an id of two letters.
    long candidate = EVIDENCE + 2 + detection;
    long both = EVIDENCE + candidate;
    try (var harness = harness()) {
      harness.open();
      harness.put(candidate("c1"));
      harness.put(evidence(0));
      assertEquals(SLOT + both, harness.held());
      harness.processWatermark(START + 1000);
      assertEquals(both, harness.held(), "the pattern has them");
      // They came at 1 s, and are looked at for a horizon and a second; by whole minutes.
      long end = 1000 + HORIZON + 1000;
      long counted = (end / 60_000 + 1) * 60_000;
      harness.processWatermark(START + counted - 1);
      assertEquals(both, harness.held());
      harness.processWatermark(START + counted);
      assertEquals(0, harness.held());
      harness.processWatermark(Long.MAX_VALUE);
      assertEquals(0, harness.numKeyedStateEntries());
    }
  }
}
