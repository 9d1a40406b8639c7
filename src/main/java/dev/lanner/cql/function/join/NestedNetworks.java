package dev.lanner.cql.function.join;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Networks of one kind of address, to find those an address lies in.
 *
 * <p>Two networks are either disjoint or one holds the other. So, sorted by their first address and
 * the wider ones first, the innermost network around an address is the last one that begins at or
 * before it, or one of those that hold that one:
 *
 * <pre>
 *   10.0.0.0/8          ◀─┐
 *     10.1.0.0/16       ◀─┤ outer
 *       10.1.2.0/24     ──┘        10.1.9.9: the last beginning before it is this one;
 *     10.7.0.0/16                  its outer 10.1.0.0/16 holds it, and so does 10.0.0.0/8
 * </pre>
 *
 * A question costs a binary search and as many steps outwards as networks lie around each other,
 * whatever their number. Immutable.
 */
final class NestedNetworks {
  /**
   * A network.
   *
   * @param high the first 64 bits of its first address; those of an IPv4 address are followed by
   *     zeros
   * @param low the other bits
   * @param bits the length of its prefix
   * @param row what it stands for
   */
  record Network(long high, long low, int bits, int row) {
    /** A network around an address, whose bits beyond the prefix do not matter. */
    static Network of(long high, long low, int bits, int row) {
      return new Network(high & mask(bits), low & mask(bits - 64), bits, row);
    }
  }

  private static final Comparator<Network> OUTER_FIRST =
      ((Comparator<Network>) (a, b) -> Long.compareUnsigned(a.high, b.high))
          .thenComparing((a, b) -> Long.compareUnsigned(a.low, b.low))
          .thenComparingInt(Network::bits)
          .thenComparingInt(Network::row);

  private final long[] highs;
  private final long[] lows;
  private final byte[] bits;
  private final int[] rows;

  /** The innermost network around each one, itself apart; -1 if there is none. */
  private final int[] outer;

  NestedNetworks(List<Network> networks) {
    List<Network> sorted = new ArrayList<>(networks);
    sorted.sort(OUTER_FIRST);
    int count = sorted.size();
    highs = sorted.stream().mapToLong(Network::high).toArray();
    lows = sorted.stream().mapToLong(Network::low).toArray();
    rows = sorted.stream().mapToInt(Network::row).toArray();
    bits = new byte[count];
    outer = new int[count];
    for (int i = 0; i < count; i++) {
      bits[i] = (byte) sorted.get(i).bits();
      outer[i] = around(i - 1, highs[i], lows[i]);
    }
  }

  /** The first of {@code from} and those around it that holds an address, or -1. */
  private int around(int from, long high, long low) {
    int at = from;
    while (at >= 0 && !holds(at, high, low)) {
      at = outer[at];
    }
    return at;
  }

  private boolean holds(int at, long high, long low) {
    int length = bits[at] & 0xFF;
    return (high & mask(length)) == highs[at] && (low & mask(length - 64)) == lows[at];
  }

  /** A number whose first {@code bits} bits are ones, all if there are more, none if negative. */
  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= 64 ? -1L : -1L << 64 - bits;
  }

  /**
   * The rows of the networks that hold an address, the most specific first, of equal ones the last
   * row first; at most {@code max}.
   */
  int[] find(long high, long low, int max) {
    int[] found = new int[4];
    int count = 0;
    int at = around(lastAtOrBefore(high, low), high, low);
    while (at >= 0 && count < max) {
      found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
      found[count++] = rows[at];
      at = outer[at];
    }
    return Arrays.copyOf(found, count);
  }

  private int lastAtOrBefore(long high, long low) {
    int below = -1;
    int above = highs.length;
    while (above - below > 1) {
      int middle = below + above >>> 1;
      int order = Long.compareUnsigned(highs[middle], high);
      if (order < 0 || order == 0 && Long.compareUnsigned(lows[middle], low) <= 0) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return below;
  }
}
