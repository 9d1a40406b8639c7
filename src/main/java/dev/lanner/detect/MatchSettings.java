package dev.lanner.detect;

import java.io.Serializable;
import java.time.Clock;

/**
 * Which times count.
 *
 * @param fromMillis events before this time are read and counted, and no rule sees them; {@link
 *     Long#MIN_VALUE} for all
 * @param untilMillis nor does one see events from this time on; {@link Long#MAX_VALUE} for all
 * @param limitMillis events after this time enter no window (DESIGN section 4, Time); {@link
 *     Long#MAX_VALUE} for no limit
 * @param aheadMillis nor do events that lie so far beyond the clock of the machine; {@link
 *     Long#MAX_VALUE} if the clock does not count
 * @param silenceMillis after how much silence of the whole input event time goes on by the clock;
 *     {@link Long#MAX_VALUE}: never
 */
public record MatchSettings(
    long fromMillis, long untilMillis, long limitMillis, long aheadMillis, long silenceMillis)
    implements Serializable {

  /** For input that may be of any age: the clock does not count. */
  public MatchSettings(long fromMillis, long limitMillis) {
    this(fromMillis, Long.MAX_VALUE, limitMillis);
  }

  /** The same, up to some time only. */
  public MatchSettings(long fromMillis, long untilMillis, long limitMillis) {
    this(fromMillis, untilMillis, limitMillis, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** For live input. */
  public static MatchSettings live(long aheadMillis, long silenceMillis) {
    return new MatchSettings(
        Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, aheadMillis, silenceMillis);
  }

  /** Whether event time ever goes on without events. */
  boolean endsSilence() {
    return silenceMillis != Long.MAX_VALUE;
  }

  /** How far ahead of the clock an event can lie and enter a window. */
  long mostAhead() {
    return aheadMillis == Long.MAX_VALUE ? 0 : aheadMillis;
  }

  /** Whether no rule sees an event of that time. */
  boolean isOutside(long time) {
    return time < fromMillis || time >= untilMillis;
  }

  /** Whether an event of that time enters no window. */
  boolean isBeyond(long time) {
    return time > limitMillis
        || aheadMillis != Long.MAX_VALUE && time - aheadMillis > Clock.systemUTC().millis();
  }
}
