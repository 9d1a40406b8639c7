package dev.lanner.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How time goes on while nothing comes. */
class SilentTimeTest {
  private static final long SILENCE = 10_000;
  private static final long NOW = 1_000_000;

  private final SilentTime time = new SilentTime(SILENCE);

  @Test
  void itFollowsTheClockByItsOwnDistanceAndTheSilence() {
    // Events were 60 s behind the clock when they stopped.
    time.begin(NOW - 60_000, NOW);
    long at = Long.MIN_VALUE;
    for (int second = 1; second <= 15; second++) {
      at = time.at(NOW + second * 1_000L);
    }
    assertEquals(NOW - 60_000 + 15_000 - SILENCE, at);
  }

  @Test
  void aMachineThatStoodStillWasNotSilent() {
    time.begin(NOW - 60_000, NOW);
    assertEquals(NOW - 60_000 + 1_000 - SILENCE, time.at(NOW + 1_000));
    assertEquals(NOW - 60_000 + 3_000 - SILENCE, time.at(NOW + 3_600_000));
  }

  @Test
  void aClockThatIsSetBackMovesNothing() {
    time.begin(NOW - 60_000, NOW);
    time.at(NOW + 1_000);
    assertEquals(NOW - 60_000 + 1_000 - SILENCE, time.at(NOW - 5_000));
  }

  @Test
  void timesAheadOfTheClockDoNotLeadItAway() {
    time.begin(NOW + 300_000, NOW);
    assertEquals(NOW + 1_000 - SILENCE, time.at(NOW + 1_000));
  }

  @Test
  void withoutAnyEventThereIsNoTime() {
    time.begin(Long.MIN_VALUE, NOW);
    assertEquals(Long.MIN_VALUE, time.at(NOW + 1_000));
  }
}
