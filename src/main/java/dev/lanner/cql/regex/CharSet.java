package dev.lanner.cql.regex;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A set of UTF-16 characters, and whether code points beyond them are in it too. Two sets are equal
 * if they hold the same.
 */
final class CharSet {
  /** One above the last character. */
  static final int LIMIT = 0x10000;

  /** Halves of the code points that take two characters. */
  static final CharSet SURROGATES =
      builder().add(Character.MIN_SURROGATE, Character.MAX_SURROGATE).build();

  /** What ends a line for {@code .}, {@code ^} and {@code $}. */
  static final CharSet LINE_ENDS = builder().add("\n\r\u0085\u2028\u2029").build();

  /** {@code \w}, and the word that {@code \b} means as long as a text is ASCII. */
  static final CharSet WORD = builder().add('a', 'z').add('A', 'Z').add('0', '9').add("_").build();

  /** Inside from each even entry (included) to the entry after it (excluded). */
  private final int[] bounds;

  private final boolean beyond;

  private CharSet(int[] bounds, boolean beyond) {
    this.bounds = bounds;
    this.beyond = beyond;
  }

  static CharSet of(String characters) {
    return builder().add(characters).build();
  }

  static Builder builder() {
    return new Builder();
  }

  boolean contains(int character) {
    int place = Arrays.binarySearch(bounds, character);
    int after = place >= 0 ? place + 1 : -place - 1;
    return (after & 1) == 1;
  }

  /** Where the set begins and ends to hold characters, in order. */
  int[] bounds() {
    return bounds.clone();
  }

  /** Whether code points are in it that take two characters, or halves of such pairs. */
  boolean takesSurrogates() {
    if (beyond || contains(Character.MIN_SURROGATE)) {
      return true;
    }
    for (int bound : bounds) {
      if (bound > Character.MIN_SURROGATE && bound <= Character.MAX_SURROGATE) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CharSet set
        && beyond == set.beyond
        && Arrays.equals(bounds, set.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  /** Collects characters. */
  static final class Builder {
    private final BitSet characters = new BitSet();
    private boolean beyond;

    private Builder() {}

    Builder add(String each) {
      each.chars().forEach(characters::set);
      return this;
    }

    /** Adds all characters from {@code first} to {@code last}, both included. */
    Builder add(int first, int last) {
      characters.set(first, last + 1);
      return this;
    }

    Builder add(CharSet set) {
      for (int i = 0; i < set.bounds.length; i += 2) {
        characters.set(set.bounds[i], set.bounds[i + 1]);
      }
      beyond |= set.beyond;
      return this;
    }

    /** Adds the other case of each ASCII letter. */
    Builder fold() {
      for (int upper = 'A'; upper <= 'Z'; upper++) {
        int lower = upper + ('a' - 'A');
        if (characters.get(upper) || characters.get(lower)) {
          characters.set(upper);
          characters.set(lower);
        }
      }
      return this;
    }

    /** Holds from now on what it did not hold. */
    Builder invert() {
      characters.flip(0, LIMIT);
      beyond = !beyond;
      return this;
    }

    CharSet build() {
      int[] bounds = new int[16];
      int size = 0;
      for (int from = characters.nextSetBit(0); from >= 0; ) {
        int to = characters.nextClearBit(from);
        if (size == bounds.length) {
          bounds = Arrays.copyOf(bounds, 2 * size);
        }
        bounds[size++] = from;
        bounds[size++] = to;
        from = characters.nextSetBit(to);
      }
      return new CharSet(Arrays.copyOf(bounds, size), beyond);
    }
  }
}
