package dev.lanner.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lanner.coverage.Ledger;
import dev.lanner.coverage.LedgerEntry.Cause;
import dev.lanner.coverage.Range;
import dev.lanner.coverage.Ranges;
import dev.lanner.coverage.RuleCoverage;
import dev.lanner.detect.wire.LateEvent;
import dev.lanner.detect.wire.RulesApplied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger says what a finished checkpoint holds, and no more. */
@SuppressWarnings("try") // A harness may be interrupted while it closes.
class LedgerOperatorTest {
  private static final RulesApplied SET =
      new RulesApplied(
          1,
          0,
          1,
          Long.MIN_VALUE,
          List.of(new RulesApplied.Applied("many", 1, "x", "Many", 300, 300, false)));

  @TempDir Path folder;

  private OneInputStreamOperatorTestHarness<LedgerInput, LedgerInput> harness() throws Exception {
    LedgerOperator.Settings settings =
        new LedgerOperator.Settings(
            folder.resolve("ledger").toString(), "lanner", "detect-lanner-1", 0, 0, 0);
    return new OneInputStreamOperatorTestHarness<>(new LedgerOperator(settings));
  }

  private RuleCoverage only() throws IOException {
    return Ledger.read(List.of(folder.resolve("ledger"))).rules().get(0);
  }

  private static StreamRecord<LedgerInput> late(long time) {
    return new StreamRecord<>(
        LedgerInput.late(new LateEvent(time, 900, "c", "a", "e", "i", List.of("many"))));
  }

  @Test
  void whatComesAfterACheckpointIsNotInItsEntries() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new StreamRecord<>(LedgerInput.of(SET)));
      harness.processWatermark(899);
      state = harness.snapshot(1, 1);
      harness.processWatermark(1999);
      assertFalse(Files.exists(folder.resolve("ledger")));
      harness.notifyOfCompletedCheckpoint(1);
      assertEquals(Ranges.of(new Range(0, 900)), only().complete());
      // The job dies: what came after the checkpoint comes again.
    }
    try (var harness = harness()) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(late(310));
      harness.processWatermark(1299);
      harness.snapshot(2, 2);
      harness.notifyOfCompletedCheckpoint(2);
      // One run, two files: what the second says is missing is missing of the first.
      assertEquals(Ranges.of(List.of(new Range(0, 300), new Range(600, 1200))), only().complete());
      assertEquals(
          List.of(new Range(300, 600)),
          only().incomplete(Optional.empty()).stream().map(RuleCoverage.Lacking::range).toList());
    }
  }

  @Test
  void aFolderThatCannotBeWrittenStopsNobody() throws Exception {
    Files.writeString(folder.resolve("ledger"), "in the way");
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new StreamRecord<>(LedgerInput.of(SET)));
      harness.processWatermark(899);
      harness.processElement(late(310));
      harness.snapshot(1, 1);
      harness.notifyOfCompletedCheckpoint(1);
      Files.delete(folder.resolve("ledger"));
      harness.snapshot(2, 2);
      harness.notifyOfCompletedCheckpoint(2);
    }
    assertEquals(Ranges.of(List.of(new Range(0, 300), new Range(600, 900))), only().complete());
  }

  @Test
  void whyAnEventWasLeftOutIsToldByItsTime() {
    List<String> rule = List.of("many");
    assertEquals(Cause.LATE, LedgerInput.givenUp(LateEvent.givenUp(5, 9, rule)).cause());
    assertEquals(Cause.QUARANTINED, LedgerInput.givenUp(LateEvent.givenUp(9, 5, rule)).cause());
    assertEquals(Cause.GIVEN_UP, LedgerInput.givenUp(LateEvent.givenUp(5, 9, List.of())).cause());
  }
}
