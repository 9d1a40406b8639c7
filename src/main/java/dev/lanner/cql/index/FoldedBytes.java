package dev.lanner.cql.index;

import java.nio.charset.StandardCharsets;

/** {@link Folding} on the bytes of UTF-8, without making a text of them. */
final class FoldedBytes {
  private static final int WIDTH_SHIFT = 8;
  private static final byte[] FOLD = new byte[256];

  static {
    for (int i = 0; i < FOLD.length; i++) {
      FOLD[i] = (byte) (i < 0x80 ? Folding.fold((char) i) : i);
    }
  }

  private FoldedBytes() {}

  static byte[] of(String text) {
    return Folding.fold(text).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What the bytes at {@code i} fold to: take it apart with {@link #value} and {@link #width}. Four
   * characters of two or three bytes fold to one of ASCII.
   */
  static int at(byte[] bytes, int i, int to) {
    byte b = bytes[i];
    if (b == (byte) 0xC4 && i + 1 < to && (bytes[i + 1] & 0xFE) == 0xB0) {
      return 'i' | 2 << WIDTH_SHIFT; // U+0130, U+0131
    } else if (b == (byte) 0xC5 && i + 1 < to && bytes[i + 1] == (byte) 0xBF) {
      return 's' | 2 << WIDTH_SHIFT; // U+017F
    } else if (b == (byte) 0xE2
        && i + 2 < to
        && bytes[i + 1] == (byte) 0x84
        && bytes[i + 2] == (byte) 0xAA) {
      return 'k' | 3 << WIDTH_SHIFT; // U+212A
    }
    return (FOLD[b & 0xFF] & 0xFF) | 1 << WIDTH_SHIFT;
  }

  /** The folded byte, from 0 to 255. */
  static int value(int at) {
    return at & 0xFF;
  }

  /** How many bytes were folded to one. */
  static int width(int at) {
    return at >> WIDTH_SHIFT;
  }

  /** The folded form of one byte that stands alone. */
  static int value(byte b) {
    return FOLD[b & 0xFF] & 0xFF;
  }
}
