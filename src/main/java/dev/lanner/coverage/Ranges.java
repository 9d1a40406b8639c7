package dev.lanner.coverage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Stretches of event time: in order, apart from each other, and as few as possible. A value. */
public final class Ranges {
  /** None at all. */
  public static final Ranges NONE = new Ranges(List.of());

  private final List<Range> ranges;

  private Ranges(List<Range> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /** All that is in any of {@code some}; those that meet become one. */
  public static Ranges of(Collection<Range> some) {
    List<Range> sorted = new ArrayList<>(some);
    sorted.sort(Comparator.comparingLong(Range::from).thenComparingLong(Range::to));
    List<Range> merged = new ArrayList<>();
    for (Range range : sorted) {
      Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && range.from() <= last.to()) {
        merged.set(merged.size() - 1, new Range(last.from(), Math.max(last.to(), range.to())));
      } else {
        merged.add(range);
      }
    }
    return new Ranges(merged);
  }

  /** One of them. */
  public static Ranges of(Range one) {
    return new Ranges(List.of(one));
  }

  /** In order. */
  public List<Range> list() {
    return ranges;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** What is in these or in {@code others}. */
  public Ranges plus(Ranges others) {
    List<Range> all = new ArrayList<>(ranges);
    all.addAll(others.ranges);
    return of(all);
  }

  /** What is in these and not in {@code others}. */
  public Ranges minus(Ranges others) {
    List<Range> left = new ArrayList<>();
    for (Range range : ranges) {
      long from = range.from();
      for (Range other : others.ranges) {
        if (other.to() <= from || other.from() >= range.to()) {
          continue;
        }
        if (other.from() > from) {
          left.add(new Range(from, other.from()));
        }
        from = other.to();
        if (from >= range.to()) {
          break;
        }
      }
      if (from < range.to()) {
        left.add(new Range(from, range.to()));
      }
    }
    return new Ranges(left);
  }

  /** What is in these and in {@code others}. */
  public Ranges common(Ranges others) {
    return minus(minus(others));
  }

  /** From the beginning of the first to the end of the last. */
  public Optional<Range> span() {
    return isEmpty()
        ? Optional.empty()
        : Optional.of(new Range(ranges.get(0).from(), ranges.get(ranges.size() - 1).to()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ranges that && ranges.equals(that.ranges);
  }

  @Override
  public int hashCode() {
    return ranges.hashCode();
  }

  @Override
  public String toString() {
    return ranges.toString();
  }
}
