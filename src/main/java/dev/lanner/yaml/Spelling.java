package dev.lanner.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
final class Spelling {
  private Spelling() {}

  /** The name that differs least, if it differs little; the first by text of several. */
  static Optional<String> closest(String wrong, Collection<String> names) {
    String small = wrong.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> distance(small, name.toLowerCase(Locale.ROOT)) <= allowed(name))
        .min(
            Comparator.comparingInt((String name) -> distance(small, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int allowed(String name) {
    return (name.length() + 1) / 3;
  }

  /** Insertions, removals and replacements of one character that turn one text into the other. */
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
