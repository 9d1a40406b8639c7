package dev.lanner.cql.function.text;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Positions as people count characters: extended grapheme clusters (Unicode Standard Annex 29), so
 * that a flag or a letter with an accent is one.
 */
final class Graphemes {
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  /** Below this character no two ever join, but for a line break of two characters. */
  private static final char FIRST_JOINING = '\u0300';

  private final String text;

  /** Where each cluster begins and the last one ends; null if every character is one of its own. */
  private final int[] starts;

  private Graphemes(String text, int[] starts) {
    this.text = text;
    this.starts = starts;
  }

  static Graphemes of(String text) {
    return new Graphemes(text, isSimple(text) ? null : starts(text));
  }

  private static boolean isSimple(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= FIRST_JOINING || c == '\r') {
        return false;
      }
    }
    return true;
  }

  private static int[] starts(String text) {
    int[] starts = new int[text.length() + 1];
    int count = 0;
    Matcher matcher = CLUSTER.matcher(text);
    int at = 0;
    while (at < text.length() && matcher.find(at)) {
      starts[count++] = at;
      at = Math.max(matcher.end(), at + 1);
    }
    starts[count++] = text.length();
    return Arrays.copyOf(starts, count);
  }

  /** How many there are. */
  int length() {
    return starts == null ? text.length() : starts.length - 1;
  }

  /** The offset in the text of the cluster at {@code index}, which may be {@link #length}. */
  int offset(int index) {
    return starts == null ? index : starts[index];
  }

  /** The index of the cluster that begins at {@code offset}, or -1 if none does. */
  int index(int offset) {
    if (starts == null) {
      return offset;
    }
    int index = Arrays.binarySearch(starts, offset);
    return index < 0 ? -1 : index;
  }
}
