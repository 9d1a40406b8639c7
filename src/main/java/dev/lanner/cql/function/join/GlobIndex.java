package dev.lanner.cql.function.join;

import dev.lanner.cql.value.Glob;
import java.util.Arrays;
import java.util.List;

/**
 * Rows whose key columns are patterns. A pattern without {@code *} may match anywhere in the text;
 * one with a {@code *} has to cover it.
 */
final class GlobIndex implements LookupIndex {
  /** The most rows LogScale takes for patterns. */
  static final int MAX_ROWS = 20_000;

  private final Glob[][] rows;

  GlobIndex(List<String[]> keys, boolean ignoreCase) {
    rows = new Glob[keys.size()][];
    for (int row = 0; row < rows.length; row++) {
      String[] key = keys.get(row);
      rows[row] = new Glob[key.length];
      for (int i = 0; i < key.length; i++) {
        rows[row][i] = key[i] == null ? null : glob(key[i], ignoreCase);
      }
    }
  }

  /** How a pattern of a lookup file is meant. */
  static Glob glob(String pattern, boolean ignoreCase) {
    return pattern.indexOf('*') < 0
        ? Glob.contained(pattern, ignoreCase)
        : Glob.anchored(pattern, ignoreCase);
  }

  @Override
  public int[] find(String[] key, int max) {
    int[] found = new int[Math.min(max, rows.length)];
    int count = 0;
    for (int row = rows.length - 1; row >= 0 && count < found.length; row--) {
      if (matches(rows[row], key)) {
        found[count++] = row;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static boolean matches(Glob[] patterns, String[] key) {
    for (int i = 0; i < patterns.length; i++) {
      if (patterns[i] == null || !patterns[i].matches(key[i])) {
        return false;
      }
    }
    return true;
  }
}
