package dev.lanner.coverage;

/**
 * A stretch of event time that is not empty.
 *
 * @param from its first millisecond, since the epoch
 * @param to the first millisecond after it
 */
public record Range(long from, long to) {
  public Range {
    if (from >= to) {
      throw new IllegalArgumentException("empty: " + from + " to " + to);
    }
  }

  boolean touches(Range other) {
    return from < other.to && other.from < to;
  }
}
