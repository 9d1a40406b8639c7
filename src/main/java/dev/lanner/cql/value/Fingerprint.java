package dev.lanner.cql.value;

/**
 * 64 bits that stand for a text: SipHash-2-4 with a fixed key over its UTF-16 code units, low byte
 * first, so that every process and every release gives the same ones. Two of n different texts
 * share one with a probability of about n² / 2^65: below one in a thousand million for a hundred
 * thousand texts.
 */
public final class Fingerprint {
  private static final long KEY_0 = 0x6c616e6e65722d31L;
  private static final long KEY_1 = 0x66616c636f6e2d32L;

  private Fingerprint() {}

  /** The fingerprint of a text. */
  public static long of(String text) {
    State state = new State();
    int length = text.length();
    int at = 0;
    for (; at + 4 <= length; at += 4) {
      state.block(
          text.charAt(at)
              | (long) text.charAt(at + 1) << 16
              | (long) text.charAt(at + 2) << 32
              | (long) text.charAt(at + 3) << 48);
    }
    // The length in bytes, as SipHash has it.
    long last = 2L * length << 56;
    for (int i = 0; at + i < length; i++) {
      last ^= (long) text.charAt(at + i) << 16 * i;
    }
    state.block(last);
    return state.finish();
  }

  private static final class State {
    private long v0 = KEY_0 ^ 0x736f6d6570736575L;
    private long v1 = KEY_1 ^ 0x646f72616e646f6dL;
    private long v2 = KEY_0 ^ 0x6c7967656e657261L;
    private long v3 = KEY_1 ^ 0x7465646279746573L;

    private void block(long block) {
      v3 ^= block;
      round();
      round();
      v0 ^= block;
    }

    private long finish() {
      v2 ^= 0xff;
      round();
      round();
      round();
      round();
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
