package dev.lanner.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleReachTest {
  private static final RuleReach SINGLE = new RuleReach(0, 0, 0);
  private static final RuleReach TUMBLING = new RuleReach(300, 300, 0);
  private static final RuleReach SLIDING = new RuleReach(300, 60, 0);

  private static Optional<Range> range(long from, long to) {
    return Optional.of(new Range(from, to));
  }

  @Test
  void aRuleOfSingleEventsCoversWhatWasRead() {
    assertEquals(range(7, 11), SINGLE.complete(7, 11));
    assertEquals(new Range(7, 8), SINGLE.without(7));
    assertEquals(Optional.empty(), SINGLE.complete(7, 7));
  }

  @Test
  void windowsThatAreCutAtEitherEndDoNotCount() {
    assertEquals(range(600, 1200), TUMBLING.complete(301, 1499));
    assertEquals(range(300, 1500), TUMBLING.complete(300, 1500));
    assertEquals(Optional.empty(), TUMBLING.complete(301, 899));
    assertEquals(new Range(600, 900), TUMBLING.without(899));
  }

  /** The window from 60 to 360 is the first whole one; it ends the cell from 300. */
  @Test
  void ofSlidingWindowsTheFirstWholeOneBeginsIt() {
    assertEquals(range(300, 960), SLIDING.complete(1, 1000));
    assertEquals(range(240, 960), SLIDING.complete(0, 960));
    assertEquals(new Range(120, 420), SLIDING.without(179));
  }

  /** Two runs that meet lack the windows over the meeting point, unless one reads further back. */
  @Test
  void twoRunsAddUpIfTheSecondReadsSoMuchBack() {
    Range first = SLIDING.complete(0, 600).orElseThrow();
    assertEquals(new Range(240, 600), first);
    assertEquals(range(840, 1200), SLIDING.complete(600, 1200));
    assertEquals(range(540, 1200), SLIDING.complete(600 - SLIDING.before(), 1200));
  }

  @Test
  void evidenceMayLieBeforeAndAfterACandidate() {
    RuleReach confirmed = new RuleReach(0, 0, 900);
    assertEquals(range(900, 9100), confirmed.complete(0, 10_000));
    assertEquals(new Range(100, 1901), confirmed.without(1000));
    RuleReach both = new RuleReach(300, 300, 100);
    assertEquals(range(300, 600), both.complete(0, 700));
    assertEquals(range(300, 300 + 300), both.complete(200, 999));
  }

  @Test
  void whatIsReadAroundAStretchCompletesIt() {
    for (RuleReach reach :
        new RuleReach[] {SINGLE, TUMBLING, SLIDING, new RuleReach(300, 60, 100)}) {
      for (long from = 2000; from < 2400; from += 7) {
        Range complete = reach.complete(from - reach.before(), 5000 + reach.after()).orElseThrow();
        long cell = Math.max(1, reach.slideMillis());
        assertEquals(true, complete.from() <= Math.floorDiv(from + cell - 1, cell) * cell);
        assertEquals(true, complete.to() >= 5000);
      }
    }
  }
}
