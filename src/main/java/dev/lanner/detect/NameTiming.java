package dev.lanner.detect;

import java.io.Serializable;
import java.time.Duration;

/**
 * When an event that lacks names is given them.
 *
 * <p>An event is given the names that were told before it. To know them all, it waits until event
 * time has passed it: what comes out does not hang on the order of arrival then. Rules with an
 * aggregate, a {@code confirm} or a {@code throttle} wait for that time anyway.
 *
 * @param singlesAtOnce whether the other rules, which need one event only, do not wait: they see
 *     the names that are known when the event comes
 * @param waitMillis for how long after an event its names may still be told
 */
public record NameTiming(boolean singlesAtOnce, long waitMillis) implements Serializable {
  /** Nothing hangs on the order of arrival. */
  public static final NameTiming IN_ORDER = new NameTiming(false, 0);

  /** No detection of a single event waits for a name. */
  public static final NameTiming AT_ONCE = new NameTiming(true, 0);

  /** All wait for so long. */
  public static NameTiming waiting(Duration wait) {
    return new NameTiming(false, wait.toMillis());
  }
}
