package dev.lanner.detect;

/**
 * How event time goes on while nothing comes: by the clock, behind it by as much as the events
 * before were, and by {@code silenceMillis} more.
 *
 * <p>It goes in small steps, so that a machine that stood still does not take its absence for
 * silence, and never beyond the clock less that silence: whatever comes no later than so long after
 * it happened still counts.
 */
final class SilentTime {
  /** From one step to the next. */
  static final long STEP_MILLIS = 1_000;

  private static final long MOST_MILLIS = 2 * STEP_MILLIS;

  private final long silenceMillis;
  private long mark;
  private long silent;
  private long looked;

  SilentTime(long silenceMillis) {
    this.silenceMillis = silenceMillis;
  }

  /** Nothing comes any more; {@code lastMark} is how far time has come. */
  void begin(long lastMark, long now) {
    mark = lastMark;
    silent = 0;
    looked = now;
  }

  /** Where time is now; {@link Long#MIN_VALUE} if there never was any. */
  long at(long now) {
    silent += Math.max(0, Math.min(MOST_MILLIS, now - looked));
    looked = now;
    return mark == Long.MIN_VALUE
        ? mark
        : Math.min(mark + silent - silenceMillis, now - silenceMillis);
  }
}
