package dev.lanner.events.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * What belongs to some names, found by the bytes of a name. Made once, then only read; names that
 * come from outside never enter it.
 */
public final class NameTable<T> {
  private final int mask;
  private final byte[][] names;
  private final long[] heads;
  private final long[] tails;
  private final T[] values;

  /** A table of what belongs to which name. */
  @SuppressWarnings("unchecked")
  public NameTable(Map<String, T> entries) {
    int size = Math.max(16, Integer.highestOneBit(entries.size()) * 4);
    mask = size - 1;
    names = new byte[size][];
    heads = new long[size];
    tails = new long[size];
    values = (T[]) new Object[size];
    entries.forEach(this::add);
  }

  private void add(String name, T value) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    long head = Words.atMost8(bytes, 0, bytes.length);
    long tail = tail(bytes, 0, bytes.length);
    int i = place(head, tail, bytes.length);
    while (names[i] != null) {
      i = i + 1 & mask;
    }
    names[i] = bytes;
    heads[i] = head;
    tails[i] = tail;
    values[i] = value;
  }

  /** What belongs to the name that stands in a range, or null. */
  public T find(byte[] bytes, int from, int to) {
    int length = to - from;
    long head = Words.atMost8(bytes, from, length);
    long tail = tail(bytes, from, length);
    int i = place(head, tail, length);
    while (names[i] != null) {
      if (heads[i] == head
          && tails[i] == tail
          && names[i].length == length
          && (length <= 16 || Arrays.equals(names[i], 0, length, bytes, from, to))) {
        return values[i];
      }
      i = i + 1 & mask;
    }
    return null;
  }

  private static long tail(byte[] bytes, int from, int length) {
    return length > 8 ? Words.at(bytes, from + length - 8) : 0;
  }

  private int place(long head, long tail, int length) {
    long mixed = (head ^ Long.rotateLeft(tail, 29) ^ length) * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 32) & mask;
  }
}
