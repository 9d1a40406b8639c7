package dev.lanner.cql.function.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers by rank: all of them up to {@value #EXACT_UP_TO}; beyond, how many lie in each of a row
 * of intervals whose bounds grow by a constant factor, so that the middle of an interval is within
 * {@code accuracy} of any number in it, relative to that number.
 *
 * <p>Which form it has depends on the count alone and an interval on its number alone, so that
 * order does not show. There are at most some 70,000 intervals for the default accuracy, all
 * doubles included.
 */
final class Quantiles {
  /** How many numbers are kept one by one. */
  static final int EXACT_UP_TO = 10_000;

  private final double factorLog;
  private double[] numbers = new double[8];
  private long count;
  private TreeMap<Integer, Long> intervals;

  Quantiles(double accuracy) {
    this.factorLog = StrictMath.log((1 + accuracy) / (1 - accuracy));
  }

  long count() {
    return count;
  }

  void add(double number) {
    if (intervals == null && count == EXACT_UP_TO) {
      group();
    }
    if (intervals != null) {
      intervals.merge(interval(number), 1L, Long::sum);
    } else {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, numbers.length * 2);
      }
      // Adding zero turns -0.0 into 0.0: they are one number.
      numbers[(int) count] = number + 0.0;
    }
    count++;
  }

  void merge(Quantiles other) {
    if (other.intervals == null) {
      for (int i = 0; i < other.count; i++) {
        add(other.numbers[i]);
      }
      return;
    }
    group();
    other.intervals.forEach((interval, some) -> intervals.merge(interval, some, Long::sum));
    count += other.count;
  }

  /** The number of a rank, counted from 0. */
  double ofRank(long rank) {
    if (intervals == null) {
      return sorted()[(int) rank];
    }
    long before = 0;
    for (Map.Entry<Integer, Long> interval : intervals.entrySet()) {
      before += interval.getValue();
      if (before > rank) {
        return middle(interval.getKey());
      }
    }
    throw new IllegalArgumentException("rank " + rank + " of " + count);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeBoolean(intervals != null);
    if (intervals == null) {
      for (double number : sorted()) {
        out.writeDouble(number);
      }
      return;
    }
    out.writeInt(intervals.size());
    for (Map.Entry<Integer, Long> interval : intervals.entrySet()) {
      out.writeInt(interval.getKey());
      out.writeLong(interval.getValue());
    }
  }

  void read(DataInput in) throws IOException {
    count = in.readLong();
    intervals = null;
    if (in.readBoolean()) {
      intervals = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        intervals.put(in.readInt(), in.readLong());
      }
      return;
    }
    numbers = new double[Math.max(8, (int) count)];
    for (int i = 0; i < count; i++) {
      numbers[i] = in.readDouble();
    }
  }

  private double[] sorted() {
    double[] sorted = Arrays.copyOf(numbers, (int) count);
    Arrays.sort(sorted);
    return sorted;
  }

  private void group() {
    if (intervals != null) {
      return;
    }
    intervals = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      intervals.merge(interval(numbers[i]), 1L, Long::sum);
    }
    numbers = new double[0];
  }

  /**
   * 0 for zero; positive and rising for positive numbers, negative and falling for negative ones,
   * so that intervals are in the order of their numbers.
   */
  private int interval(double number) {
    if (number == 0) {
      return 0;
    }
    int offset = (int) StrictMath.ceil(StrictMath.log(Double.MIN_NORMAL) / factorLog);
    double magnitude = Math.max(Math.abs(number), Double.MIN_NORMAL);
    int above = (int) StrictMath.ceil(StrictMath.log(magnitude) / factorLog) - offset + 1;
    return number > 0 ? above : -above;
  }

  private double middle(int interval) {
    if (interval == 0) {
      return 0;
    }
    int offset = (int) StrictMath.ceil(StrictMath.log(Double.MIN_NORMAL) / factorLog);
    int exponent = Math.abs(interval) + offset - 1;
    double factor = StrictMath.exp(factorLog);
    double magnitude = 2 * StrictMath.exp(exponent * factorLog) / (factor + 1);
    magnitude = Math.min(magnitude, Double.MAX_VALUE);
    return interval > 0 ? magnitude : -magnitude;
  }
}
