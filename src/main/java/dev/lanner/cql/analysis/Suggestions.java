package dev.lanner.cql.analysis;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that someone probably meant. */
public final class Suggestions {
  private Suggestions() {}

  /**
   * The candidate closest to {@code word}, regardless of case, if it is close enough to be a slip:
   * one edit for each three letters, at least one. Of equally close ones that with the same first
   * letter, then the first by name.
   */
  public static Optional<String> closest(String word, Collection<String> candidates) {
    String wanted = word.toLowerCase(Locale.ROOT);
    int most = Math.max(1, wanted.length() / 3);
    return candidates.stream()
        .filter(candidate -> distance(wanted, candidate, most) <= most)
        .min(
            Comparator.comparingInt((String candidate) -> distance(wanted, candidate, most))
                .thenComparing(candidate -> !sameFirst(wanted, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static boolean sameFirst(String wanted, String candidate) {
    return candidate.regionMatches(true, 0, wanted, 0, 1);
  }

  private static int distance(String wanted, String candidate, int most) {
    return edits(wanted, candidate.toLowerCase(Locale.ROOT), most);
  }

  /**
   * Edits (insert, delete, replace, swap neighbours) from one to the other; more than {@code most}
   * may be any such number.
   */
  private static int edits(String a, String b, int most) {
    if (Math.abs(a.length() - b.length()) > most) {
      return most + 1;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] now = new int[b.length() + 1];
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(now[j - 1], last[j]) + 1, last[j - 1] + cost);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          now[j] = Math.min(now[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = now;
    }
    return last[b.length()];
  }
}
