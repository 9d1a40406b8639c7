package dev.lanner.cql.function.text;

import java.util.Map;
import java.util.TreeMap;

/** Shannon's entropy of a text. */
final class Entropy {
  private Entropy() {}

  /** Bits a character; 0 for an empty text. Characters are code points. */
  static double of(String text) {
    Map<Integer, Integer> counts = new TreeMap<>();
    int[] low = new int[128];
    int total = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      total++;
      if (point < low.length) {
        low[point]++;
      } else {
        counts.merge(point, 1, Integer::sum);
      }
    }
    // Added up in one order, so that equal texts give the same bits everywhere.
    double entropy = 0;
    for (int count : low) {
      entropy += term(count, total);
    }
    for (int count : counts.values()) {
      entropy += term(count, total);
    }
    return entropy;
  }

  private static double term(int count, int total) {
    if (count == 0) {
      return 0;
    }
    double share = (double) count / total;
    return -share * Math.log(share) / Math.log(2);
  }
}
