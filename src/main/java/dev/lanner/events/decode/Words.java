package dev.lanner.events.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at once. In a mask that a method gives, the top bit of the first byte that
 * is sought is set, and none before it; what stands behind it in the mask means nothing.
 */
public final class Words {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long LOW = 0x7f7f7f7f7f7f7f7fL;
  private static final long TOPS = 0x8080808080808080L;

  private Words() {}

  /** Eight bytes, the first of them lowest. */
  public static long at(byte[] bytes, int from) {
    return (long) WORD.get(bytes, from);
  }

  /** At most eight bytes, the first lowest, the rest zero. */
  static long atMost8(byte[] bytes, int from, int length) {
    if (length >= 8) {
      return at(bytes, from);
    }
    if (from + 8 <= bytes.length) {
      return at(bytes, from) & ((1L << 8 * length) - 1);
    }
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = word << 8 | bytes[from + i] & 0xff;
    }
    return word;
  }

  /** Marks quotes, backslashes, control characters and all that is not ASCII. */
  static long special(long word) {
    long quote = word ^ '"' * ONES;
    long backslash = word ^ '\\' * ONES;
    return (quote - ONES & ~quote | backslash - ONES & ~backslash | word - ' ' * ONES | word)
        & TOPS;
  }

  /**
   * Marks quotes and backslashes, all of them, in a word of which every byte is plain: ASCII and no
   * control character.
   */
  static long turns(long plain) {
    return ~((plain ^ '"' * ONES) + LOW & (plain ^ '\\' * ONES) + LOW) & TOPS;
  }

  /** The place of the first byte in a range that is not ASCII or a control character, or -1. */
  public static int indexOfStrange(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long word = at(bytes, i);
      long mask = (word - ' ' * ONES | word) & TOPS;
      if (mask != 0) {
        return i + before(mask);
      }
    }
    for (; i < to; i++) {
      if (bytes[i] < ' ') {
        return i;
      }
    }
    return -1;
  }

  /** Eight times the same byte, an ASCII character. */
  public static long all(char sought) {
    return sought * ONES;
  }

  /** Marks bytes that are zero: those in which two words agree, if they were combined by xor. */
  public static long zero(long word) {
    return word - ONES & ~word & TOPS;
  }

  /** How many bytes stand before the first mark. */
  public static int before(long mask) {
    return Long.numberOfTrailingZeros(mask) >>> 3;
  }

  /** The place of the first {@code sought} in a range, or -1. */
  public static int indexOf(byte sought, byte[] bytes, int from, int to) {
    long pattern = (sought & 0xff) * ONES;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long mask = zero(at(bytes, i) ^ pattern);
      if (mask != 0) {
        return i + before(mask);
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == sought) {
        return i;
      }
    }
    return -1;
  }
}
