package dev.lanner.generate;

import java.nio.charset.StandardCharsets;

/**
 * A stream of pseudo-random numbers (SplitMix64), and the identifiers made from them.
 *
 * <p>Our own, and not one of the JDK's, so that a seed means the same numbers on every Java
 * version. Not for secrets.
 */
final class Draws {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private long state;

  Draws(long seed) {
    this.state = seed;
  }

  /**
   * A stream of its own for a named purpose: adding one purpose does not change the draws of
   * another.
   */
  static Draws of(long seed, String purpose) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < purpose.length(); i++) {
      hash = (hash ^ purpose.charAt(i)) * FNV_PRIME;
    }
    return new Draws(mix(seed + GOLDEN_GAMMA) ^ hash);
  }

  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** A number from 0 to {@code bound} - 1. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** A number from {@code from} to {@code to}, both included. */
  int between(int from, int to) {
    return from + below(to - from + 1);
  }

  /** A fraction, at least 0 and below 1. */
  double fraction() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** True {@code perMillion} times in a million. */
  boolean happens(int perMillion) {
    return below(1_000_000) < perMillion;
  }

  <T> T oneOf(T[] choices) {
    return choices[below(choices.length)];
  }

  /** Lower-case hexadecimal digits. */
  String hex(int digits) {
    byte[] text = new byte[digits];
    long bits = 0;
    for (int i = 0; i < digits; i++) {
      if ((i & 15) == 0) {
        bits = next();
      }
      text[i] = HEX[(int) (bits & 0xf)];
      bits >>>= 4;
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** A random (version 4) UUID. */
  String uuid() {
    byte[] text = new byte[36];
    long bits = next();
    int nibbles = 0;
    for (int i = 0; i < text.length; i++) {
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        text[i] = '-';
        continue;
      }
      if (nibbles == 16) {
        bits = next();
      }
      int nibble = (int) (bits & 0xf);
      bits >>>= 4;
      nibbles++;
      text[i] = HEX[i == 14 ? 4 : i == 19 ? nibble & 3 | 8 : nibble];
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
