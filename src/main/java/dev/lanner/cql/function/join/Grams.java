package dev.lanner.cql.function.join;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which of many patterns can match a text at all. Of each pattern a few neighbouring
 * characters are noted that any match contains, the rarest among all patterns; a text is asked for
 * each of its own. The cost is that of the text's length, and of the patterns found.
 *
 * <p>Letters that differ in case only count as one, so that a pattern that heeds case is found more
 * often than needed and never too rarely. Immutable.
 */
final class Grams {
  /** So many characters in a {@code long}. */
  private static final int LONGEST = 4;

  /** By length less one: the patterns of each gram, ascending. */
  private final List<Map<Long, int[]>> patterns;

  /** Patterns without a character: they can match anything. */
  private final int[] always;

  /**
   * @param pieces the texts that a match of each pattern contains, {@code null} for a pattern that
   *     matches nothing
   */
  Grams(String[][] pieces) {
    Map<Long, Integer> frequencies = frequencies(pieces);
    patterns = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    int[] everything = new int[0];
    for (int pattern = 0; pattern < pieces.length; pattern++) {
      String longest = pieces[pattern] == null ? null : longest(pieces[pattern]);
      if (longest != null && longest.isEmpty()) {
        everything = append(everything, pattern);
      } else if (longest != null) {
        int size = Math.min(LONGEST, longest.length());
        long rarest = rarest(pieces[pattern], size, frequencies);
        int[] one = {pattern};
        patterns.get(size - 1).merge(rarest, one, (some, more) -> append(some, more[0]));
      }
    }
    always = everything;
  }

  private static Map<Long, Integer> frequencies(String[][] pieces) {
    Map<Long, Integer> frequencies = new HashMap<>();
    for (String[] of : pieces) {
      for (int p = 0; of != null && p < of.length; p++) {
        for (int at = 0; at + LONGEST <= of[p].length(); at++) {
          frequencies.merge(gram(of[p], at, LONGEST), 1, Integer::sum);
        }
      }
    }
    return frequencies;
  }

  private static String longest(String[] pieces) {
    String longest = "";
    for (String piece : pieces) {
      longest = piece.length() > longest.length() ? piece : longest;
    }
    return longest;
  }

  private static long rarest(String[] pieces, int size, Map<Long, Integer> frequencies) {
    long rarest = -1;
    int least = Integer.MAX_VALUE;
    for (String piece : pieces) {
      for (int at = 0; at + size <= piece.length(); at++) {
        long gram = gram(piece, at, size);
        int frequency = frequencies.getOrDefault(gram, 0);
        if (rarest == -1 || frequency < least) {
          rarest = gram;
          least = frequency;
        }
      }
    }
    return rarest;
  }

  /** The patterns that may match; others do not. */
  BitSet candidates(String text) {
    BitSet found = new BitSet();
    for (int pattern : always) {
      found.set(pattern);
    }
    for (int size = 1; size <= LONGEST; size++) {
      Map<Long, int[]> known = patterns.get(size - 1);
      for (int at = 0; !known.isEmpty() && at + size <= text.length(); at++) {
        int[] some = known.get(gram(text, at, size));
        for (int i = 0; some != null && i < some.length; i++) {
          found.set(some[i]);
        }
      }
    }
    return found;
  }

  private static long gram(String text, int at, int size) {
    long gram = 0;
    for (int i = at; i < at + size; i++) {
      // As String.regionMatches has it.
      gram = gram << 16 | Character.toLowerCase(Character.toUpperCase(text.charAt(i)));
    }
    return gram;
  }

  private static int[] append(int[] some, int one) {
    int[] all = Arrays.copyOf(some, some.length + 1);
    all[some.length] = one;
    return all;
  }
}
