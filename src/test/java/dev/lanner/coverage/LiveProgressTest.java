package dev.lanner.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanner.coverage.LedgerEntry.Cause;
import dev.lanner.coverage.LedgerEntry.Covered;
import dev.lanner.coverage.LedgerEntry.Incomplete;
import dev.lanner.coverage.LiveProgress.Ran;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveProgressTest {
  private static final RuleReach SINGLE = new RuleReach(0, 0, 0);
  private static final RuleReach FIVE = new RuleReach(300, 300, 0);
  private static final RuleVersion A1 = new RuleVersion("a", 1, "x", "A");
  private static final RuleVersion A2 = new RuleVersion("a", 2, "y", "A");
  private static final RuleVersion B = new RuleVersion("b", 1, "z", "B");
  private static final Ran RUNS_A1 = new Ran(A1, SINGLE);
  private static final Ran RUNS_A2 = new Ran(A2, SINGLE);
  private static final Ran RUNS_B = new Ran(B, FIVE);

  private final LiveProgress progress = new LiveProgress("run", 100);

  private void allApply(LiveProgress to, long set, long largest, Ran... rules) {
    for (int subtask = 0; subtask < 2; subtask++) {
      to.applied(set, subtask, 2, largest, List.of(rules));
    }
  }

  private static Covered covered(RuleVersion rule, long from, long to) {
    return new Covered(rule, new Range(from, to));
  }

  @Test
  void nothingIsCoveredBeforeAllSubtasksEvaluate() {
    progress.applied(1, 0, 2, LiveProgress.NEVER, List.of(RUNS_A1));
    progress.passed(1000, 0);
    assertEquals(List.of(), progress.at(1));
    progress.applied(1, 1, 2, LiveProgress.NEVER, List.of(RUNS_A1));
    assertEquals(List.of(covered(A1, 100, 1001)), progress.at(2));
  }

  @Test
  void windowsCountWhenTheyAreOver() {
    allApply(progress, 1, LiveProgress.NEVER, RUNS_A1, RUNS_B);
    progress.passed(598, 0);
    assertEquals(List.of(covered(A1, 100, 599)), progress.at(1));
    progress.passed(899, 0);
    assertEquals(List.of(covered(A1, 100, 900), covered(B, 300, 900)), progress.at(2));
  }

  @Test
  void aNewVersionCountsFromTheLargestTimeOnThatAnySubtaskHadSeen() {
    allApply(progress, 1, LiveProgress.NEVER, RUNS_A1, RUNS_B);
    progress.passed(999, 0);
    progress.applied(2, 0, 2, 1400, List.of(RUNS_A2, RUNS_B));
    // What the other subtask still evaluates by the old set is not claimed for either.
    progress.passed(1200, 0);
    progress.applied(2, 1, 2, 1350, List.of(RUNS_A2, RUNS_B));
    progress.passed(2000, 0);
    assertEquals(
        List.of(covered(A1, 100, 1000), covered(A2, 1401, 2001), covered(B, 300, 1800)),
        progress.at(1));
  }

  @Test
  void aTitleThatChangesLeavesNoGap() {
    allApply(progress, 1, LiveProgress.NEVER, RUNS_B);
    progress.passed(1000, 0);
    RuleVersion renamed = new RuleVersion("b", 1, "z", "B, renamed");
    allApply(progress, 2, 1500, new Ran(renamed, FIVE));
    progress.passed(2000, 0);
    assertEquals(List.of(covered(B, 300, 900), covered(renamed, 900, 1800)), progress.at(1));
  }

  @Test
  void aRuleThatComesAndGoesAtOnceCoversNothing() {
    allApply(progress, 1, LiveProgress.NEVER, RUNS_A1);
    progress.applied(2, 0, 2, 500, List.of(RUNS_A1, RUNS_B));
    progress.applied(3, 0, 2, 500, List.of(RUNS_A1));
    progress.applied(2, 1, 2, 500, List.of(RUNS_A1, RUNS_B));
    progress.applied(3, 1, 2, 500, List.of(RUNS_A1));
    progress.passed(2000, 0);
    assertEquals(List.of(covered(A1, 100, 2001)), progress.at(1));
  }

  @Test
  void lateEventsAreCountedByWindowAndToldOnce() {
    allApply(progress, 1, LiveProgress.NEVER, RUNS_A1, RUNS_B);
    progress.passed(1000, 0);
    progress.without(610, List.of("b"), Cause.LATE);
    progress.without(650, List.of("b"), Cause.LATE);
    Incomplete late = new Incomplete("b", new Range(600, 900), Cause.LATE, 2, 7);
    List<LedgerEntry> told = progress.at(7);
    assertEquals(List.of(late, covered(A1, 100, 1001), covered(B, 300, 900)), told);
    assertEquals(told, progress.at(8));
    progress.written(told);
    assertEquals(List.of(covered(A1, 100, 1001), covered(B, 300, 900)), progress.at(9));
    progress.without(610, List.of(), Cause.GIVEN_UP);
    assertEquals(
        List.of(
            new Incomplete("a", new Range(610, 611), Cause.GIVEN_UP, 1, 10),
            new Incomplete("b", new Range(600, 900), Cause.GIVEN_UP, 1, 10)),
        progress.at(10).subList(0, 2));
  }

  @Test
  void whoGoesOnFromAStateGoesOnWithoutAGap() {
    allApply(progress, 1, LiveProgress.NEVER, RUNS_A1, RUNS_B);
    progress.passed(1000, 0);
    progress.without(610, List.of("b"), Cause.LATE);
    progress.applied(2, 0, 2, 1000, List.of(RUNS_A2, RUNS_B));
    List<LedgerEntry> before = progress.at(1);
    LiveProgress restored = ProgressJson.read(ProgressJson.write(progress));
    assertEquals("run", restored.run());
    assertEquals(before, restored.at(1));
    restored.applied(2, 1, 2, 1100, List.of(RUNS_A2, RUNS_B));
    // Told again by whoever was restored, and known already.
    allApply(restored, 2, 1000, RUNS_A2, RUNS_B);
    restored.passed(2000, 0);
    assertEquals(
        List.of(
            new Incomplete("b", new Range(600, 900), Cause.LATE, 1, 1),
            covered(A1, 100, 1001),
            covered(A2, 1101, 2001),
            covered(B, 300, 1800)),
        restored.at(2));
  }

  @Test
  void windowsThatWereEndedByForceDoNotCount() {
    allApply(progress, 1, LiveProgress.NEVER, RUNS_B);
    progress.passed(1000, 0);
    progress.drained();
    assertEquals(List.of(covered(B, 300, 900)), progress.at(1));
    LiveProgress restored = ProgressJson.read(ProgressJson.write(progress));
    allApply(restored, 1, 1050, RUNS_B);
    restored.passed(3000, 0);
    assertEquals(List.of(covered(B, 300, 900), covered(B, 1200, 3000)), restored.at(2));
  }

  @Test
  void aJobThatBeginsWithWhatComesNowCoversFromTheClockOn() {
    LiveProgress now = new LiveProgress("run", LiveProgress.NEVER);
    allApply(now, 1, LiveProgress.NEVER, RUNS_A1);
    assertEquals(List.of(), now.at(1));
    LiveProgress restored = ProgressJson.read(ProgressJson.write(now));
    restored.passed(400, 5000);
    assertEquals(List.of(), restored.at(2));
    restored.passed(6000, 9000);
    assertEquals(List.of(covered(A1, 5000, 6001)), restored.at(3));
  }
}
