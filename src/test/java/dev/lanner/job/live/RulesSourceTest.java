package dev.lanner.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.detect.wire.RuleSetDelta;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.junit.jupiter.api.Test;

class RulesSourceTest {
  private static final RuleSetDelta NO_RULES = new RuleSetDelta(1, List.of());
  private final RulesSource source = new RulesSource(NO_RULES, null, null, Duration.ZERO);

  /** What a reader got before the last checkpoint is in its own state, and nothing comes back. */
  @Test
  void aReaderThatDiesAfterACheckpointGivesNothingBack() throws Exception {
    try (SplitEnumerator<RulesSplit, Boolean> enumerator = source.restoreEnumerator(null, true)) {
      enumerator.addSplitsBack(List.of(), 0);
      assertEquals(true, enumerator.snapshotState(1));
    }
  }

  @Test
  void aReaderThatDiesBeforeOneGivesItsSplitBack() throws Exception {
    try (SplitEnumerator<RulesSplit, Boolean> enumerator = source.restoreEnumerator(null, true)) {
      enumerator.addSplitsBack(List.of(new RulesSplit(Optional.empty())), 0);
      assertEquals(false, enumerator.snapshotState(1));
    }
  }
}
