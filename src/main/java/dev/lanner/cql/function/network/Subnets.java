package dev.lanner.cql.function.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A set of subnets to ask for membership. Ranges are merged and sorted, so a question costs a
 * binary search whatever the number of subnets. IPv4 and IPv6 addresses never match each other's
 * ranges.
 */
final class Subnets {
  /** An IPv6 range, both ends included. */
  private static final class Range {
    final byte[] first;
    final byte[] last;

    Range(byte[] first, byte[] last) {
      this.first = first;
      this.last = last;
    }
  }

  /** No subnet at all. */
  static final Subnets NONE = new Builder().build();

  private final long[] v4First;
  private final long[] v4Last;
  private final List<Range> v6;

  private Subnets(List<long[]> v4, List<Range> v6) {
    this.v4First = v4.stream().mapToLong(r -> r[0]).toArray();
    this.v4Last = v4.stream().mapToLong(r -> r[1]).toArray();
    this.v6 = v6;
  }

  /** The subnets in a column; what is none counts for nothing. */
  static Subnets ofColumn(List<List<String>> rows, int column) {
    Builder builder = new Builder();
    for (List<String> row : rows) {
      if (row.get(column) != null) {
        builder.add(row.get(column));
      }
    }
    return builder.build();
  }

  /** Whether the text is an address that lies in one of the subnets. */
  boolean contains(String text) {
    long v4 = IpAddress.v4(text);
    if (v4 >= 0) {
      int at = Arrays.binarySearch(v4First, v4);
      int candidate = at >= 0 ? at : -at - 2;
      return candidate >= 0 && v4 <= v4Last[candidate];
    }
    if (v6.isEmpty()) {
      return false;
    }
    byte[] address = IpAddress.v6(text);
    return address != null && containsV6(address);
  }

  private boolean containsV6(byte[] address) {
    int low = 0;
    int high = v6.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Range range = v6.get(middle);
      if (Arrays.compareUnsigned(address, range.first) < 0) {
        high = middle - 1;
      } else if (Arrays.compareUnsigned(address, range.last) > 0) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /** Collects subnets. */
  static final class Builder {
    private final List<long[]> v4 = new ArrayList<>();
    private final List<Range> v6 = new ArrayList<>();

    /**
     * Adds {@code address/bits}, or an address alone; bits of the address beyond the prefix are
     * ignored. False if the text is neither.
     */
    boolean add(String text) {
      String subnet = text.trim();
      int slash = subnet.indexOf('/');
      byte[] address = IpAddress.parse(slash < 0 ? subnet : subnet.substring(0, slash));
      if (address == null) {
        return false;
      }
      int size = address.length * 8;
      int bits = slash < 0 ? size : prefix(subnet, slash + 1, size);
      if (bits < 0) {
        return false;
      }
      byte[] last = address.clone();
      for (int bit = bits; bit < size; bit++) {
        int mask = 0x80 >> bit % 8;
        address[bit / 8] &= (byte) ~mask;
        last[bit / 8] |= (byte) mask;
      }
      if (address.length == 4) {
        v4.add(new long[] {number(address), number(last)});
      } else {
        v6.add(new Range(address, last));
      }
      return true;
    }

    private static int prefix(String text, int from, int most) {
      if (from == text.length() || text.length() - from > 3) {
        return -1;
      }
      int bits = 0;
      for (int i = from; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < '0' || c > '9') {
          return -1;
        }
        bits = bits * 10 + c - '0';
      }
      return bits <= most ? bits : -1;
    }

    private static long number(byte[] v4) {
      return (v4[0] & 0xFFL) << 24 | (v4[1] & 0xFF) << 16 | (v4[2] & 0xFF) << 8 | v4[3] & 0xFF;
    }

    Subnets build() {
      v4.sort(Comparator.<long[]>comparingLong(r -> r[0]).thenComparingLong(r -> r[1]));
      List<long[]> merged = new ArrayList<>();
      for (long[] range : v4) {
        long[] before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
        if (before != null && range[0] <= before[1]) {
          before[1] = Math.max(before[1], range[1]);
        } else {
          merged.add(range.clone());
        }
      }
      v6.sort((a, b) -> Arrays.compareUnsigned(a.first, b.first));
      List<Range> mergedV6 = new ArrayList<>();
      for (Range range : v6) {
        int top = mergedV6.size() - 1;
        if (top >= 0 && Arrays.compareUnsigned(range.first, mergedV6.get(top).last) <= 0) {
          Range before = mergedV6.get(top);
          boolean longer = Arrays.compareUnsigned(range.last, before.last) > 0;
          mergedV6.set(top, new Range(before.first, longer ? range.last : before.last));
        } else {
          mergedV6.add(range);
        }
      }
      return new Subnets(merged, mergedV6);
    }
  }
}
