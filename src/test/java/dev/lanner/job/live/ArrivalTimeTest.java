package dev.lanner.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

/** How event time goes on. */
class ArrivalTimeTest {
  private static final long NOW = 1_000_000_000L;
  private static final long BOUND = 60_000;
  private static final long AHEAD = 600_000;

  private final List<Long> told = new ArrayList<>();
  private final ArrivalTime.BehindLargest generator =
      new ArrivalTime.BehindLargest(
          BOUND, AHEAD, Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

  private void event(long time) {
    generator.onEvent(null, time, output);
    generator.onPeriodicEmit(output);
  }

  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          told.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
      };

  @Test
  void itFollowsTheLargestByTheBound() {
    event(500_000);
    event(400_000);
    event(600_000);
    assertEquals(List.of(439_999L, 439_999L, 539_999L), told);
  }

  @Test
  void aTimeFarBeyondTheClockMovesNothing() {
    event(NOW + AHEAD);
    event(NOW + AHEAD + 1);
    assertEquals(List.of(NOW + AHEAD - BOUND - 1, NOW + AHEAD - BOUND - 1), told);
  }

  @Test
  void beforeTheFirstEventThereIsNoTime() {
    generator.onPeriodicEmit(output);
    event(Long.MIN_VALUE);
    assertEquals(List.of(), told);
  }
}
