package dev.lanner.cql.function.text;

import dev.lanner.cql.function.Arguments;
import java.util.Arrays;
import java.util.Locale;

/**
 * How many changes of one character (insertion, deletion, substitution and, if allowed, exchange of
 * two neighbours) turn one text into another, up to a bound. Characters are code points.
 */
final class EditDistance {
  /** Longest text that is compared, in code points; of longer ones the distance is not known. */
  static final int MAX_LENGTH = 10_000;

  private final int most;
  private final boolean transpositions;
  private final boolean ignoreCase;

  EditDistance(long most, boolean transpositions, boolean ignoreCase) {
    this.most = (int) most;
    this.transpositions = transpositions;
    this.ignoreCase = ignoreCase;
  }

  /** The distance, at most the bound; -1 if a text is too long. */
  int of(String target, String reference) {
    int[] a = codePoints(target);
    int[] b = codePoints(reference);
    if (Math.abs(a.length - b.length) >= most) {
      return most;
    }
    if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) {
      return -1;
    }
    return Math.min(most, banded(a, b));
  }

  private int[] codePoints(String text) {
    return (ignoreCase ? text.toLowerCase(Locale.ROOT) : text).codePoints().toArray();
  }

  /** Optimal string alignment, only where the distance can still be below the bound. */
  private int banded(int[] a, int[] b) {
    int[] beforeLast = new int[b.length + 1];
    int[] last = new int[b.length + 1];
    int[] now = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      last[j] = Math.min(j, most);
    }
    for (int i = 1; i <= a.length; i++) {
      Arrays.fill(now, most);
      if (i <= most) {
        now[0] = i;
      }
      int best = now[0];
      int to = Math.min(b.length, i + most);
      for (int j = Math.max(1, i - most); j <= to; j++) {
        int change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        int distance = Math.min(change, Math.min(last[j], now[j - 1]) + 1);
        if (transpositions && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
          distance = Math.min(distance, beforeLast[j - 2] + 1);
        }
        now[j] = Math.min(distance, most);
        best = Math.min(best, now[j]);
      }
      if (best >= most) {
        return most;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = now;
      now = free;
    }
    return last[b.length];
  }

  /** The parameters of both functions, and the bound read from them. */
  static EditDistance of(Arguments arguments) {
    long most = arguments.whole("maxDistance");
    if (most < 1 || most > 100) {
      arguments.problem("maxDistance", "out-of-range", "`maxDistance` is from 1 to 100", "");
      most = 1;
    }
    return new EditDistance(
        most, arguments.flag("allowTranspositions"), arguments.flag("ignoreCase"));
  }
}
