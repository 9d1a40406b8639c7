package dev.lanner.detect.bounded;

/**
 * Counts by hash, in a byte each: places that share a byte are counted together, and a count stops
 * at {@value #MOST}. So it is never too low, up to there. Of fixed size; not thread-safe.
 */
final class Tally {
  /** No count goes beyond. */
  static final int MOST = 255;

  private final byte[] counts;
  private final int mask;

  /** An empty tally of {@code 2^bits} bytes. */
  Tally(int bits) {
    counts = new byte[1 << bits];
    mask = counts.length - 1;
  }

  void add(long place, long more) {
    int at = at(place);
    counts[at] = (byte) Math.min(MOST, Byte.toUnsignedInt(counts[at]) + Math.min(MOST, more));
  }

  int count(long place) {
    return Byte.toUnsignedInt(counts[at(place)]);
  }

  private int at(long place) {
    long mixed = place * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 32) & mask;
  }
}
