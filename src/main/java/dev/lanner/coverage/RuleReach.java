package dev.lanner.coverage;

import java.util.Comparator;
import java.util.Optional;

/**
 * How far from a detection the events may lie that it hangs on, and with that, what evaluated
 * events mean for a rule.
 *
 * <p>Time is cut into cells of the length of a slide (a millisecond without windows). A cell is
 * complete if the window that ends with it was evaluated with all its events, so that what one run
 * has and what another has add up, for sliding windows, too:
 *
 * <pre>
 *   events that were evaluated:    [from                              to)
 *   windows, three slides long:  |----|----|----|----|----|----|----|----|
 *                                     [ first whole one )
 *   complete cells:                             |----|----|----|----|
 * </pre>
 *
 * @param windowMillis length of the window, 0 for a rule of single events
 * @param slideMillis distance of windows, 0 for a rule of single events
 * @param evidenceMillis how far evidence may arrive from a candidate, before or after; 0 if none is
 *     asked for
 */
public record RuleReach(long windowMillis, long slideMillis, long evidenceMillis) {
  /** By window, slide, evidence. */
  static final Comparator<RuleReach> ORDER =
      Comparator.comparingLong(RuleReach::windowMillis)
          .thenComparingLong(RuleReach::slideMillis)
          .thenComparingLong(RuleReach::evidenceMillis);

  public RuleReach {
    if (windowMillis < 0 || slideMillis < 0 || evidenceMillis < 0) {
      throw new IllegalArgumentException(windowMillis + " " + slideMillis + " " + evidenceMillis);
    }
  }

  private long cell() {
    return Math.max(1, slideMillis);
  }

  /** The first complete cell if all events from {@code from} on are evaluated. */
  long firstComplete(long from) {
    long start = -Math.floorDiv(-(from + evidenceMillis), cell()) * cell();
    return start + windowMillis - (windowMillis == 0 ? 0 : cell());
  }

  /** The end of the last complete cell if all events before {@code to} are evaluated. */
  long lastComplete(long to) {
    return Math.floorDiv(to - evidenceMillis, cell()) * cell();
  }

  /** What is complete if all events of a stretch, its end excluded, are evaluated. */
  public Optional<Range> complete(long from, long to) {
    if (from >= to) {
      return Optional.empty();
    }
    long first = firstComplete(from);
    long last = lastComplete(to);
    return first < last ? Optional.of(new Range(first, last)) : Optional.empty();
  }

  /** What is not complete because an event of that time was left out. */
  public Range without(long time) {
    long start = Math.floorDiv(time, cell()) * cell();
    return new Range(start - evidenceMillis, start + Math.max(windowMillis, 1) + evidenceMillis);
  }

  /** How long before a stretch events must be evaluated so that it becomes complete. */
  public long before() {
    return windowMillis + evidenceMillis;
  }

  /** How long after it. */
  public long after() {
    return cell() + evidenceMillis;
  }
}
