package dev.lanner.job.live;

import dev.lanner.detect.archive.LineTime;
import dev.lanner.detect.wire.RawLine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of a live stream: the arrival in the cloud, which each line says, behind the largest
 * of its partition by a bound. A time too far beyond the clock of the machine moves nothing.
 */
final class ArrivalTime {
  /** How far beyond the clock a time may lie and still count (DESIGN section 4, Time). */
  static final Duration AHEAD = Duration.ofMinutes(10);

  private ArrivalTime() {}

  /**
   * How event time goes on, by partition.
   *
   * @param disorder how far behind the largest before it an event may lie
   * @param idle a partition without events for so long holds nobody back
   * @param drift how far partitions may be apart before the faster ones wait
   */
  static WatermarkStrategy<RawLine> strategy(
      Duration disorder, Duration idle, Optional<Duration> drift) {
    long bound = disorder.toMillis();
    WatermarkStrategy<RawLine> strategy =
        WatermarkStrategy.<RawLine>forGenerator(
                context -> new BehindLargest(bound, AHEAD.toMillis(), Clock.systemUTC()))
            .withTimestampAssigner(context -> new OfLine())
            .withIdleness(idle);
    return drift.isEmpty()
        ? strategy
        : strategy.withWatermarkAlignment("lines", drift.get(), Duration.ofSeconds(1));
  }

  private static final class OfLine implements TimestampAssigner<RawLine> {
    private final LineTime times = new LineTime();

    @Override
    public long extractTimestamp(RawLine line, long recordTime) {
      return line.problem == null ? times.of(line.bytes, line.from, line.length) : LineTime.NONE;
    }
  }

  /** The largest time so far less a bound. */
  static final class BehindLargest implements WatermarkGenerator<RawLine> {
    private final long boundMillis;
    private final long aheadMillis;
    private final Clock clock;
    private long largest = LineTime.NONE;

    BehindLargest(long boundMillis, long aheadMillis, Clock clock) {
      this.boundMillis = boundMillis;
      this.aheadMillis = aheadMillis;
      this.clock = clock;
    }

    @Override
    public void onEvent(RawLine line, long time, WatermarkOutput output) {
      if (time > largest && time - aheadMillis <= clock.millis()) {
        largest = time;
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (largest != LineTime.NONE) {
        output.emitWatermark(new Watermark(largest - boundMillis - 1));
      }
    }
  }
}
