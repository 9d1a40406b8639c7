package dev.lanner.cql.function.join;

import dev.lanner.cql.run.Environment.LookupFile;
import dev.lanner.cql.value.Glob;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Rows whose key columns are patterns. A pattern without {@code *} may match anywhere in the text;
 * one with a {@code *} has to cover it. Only rows whose patterns can match ({@link Grams}) are
 * tried.
 */
final class GlobIndex implements LookupIndex {
  /** The most rows LogScale takes for patterns. */
  static final int MAX_ROWS = 20_000;

  private final Glob[][] rows;

  /** One a key column. */
  private final Grams[] grams;

  GlobIndex(LookupFile file, int[] columns, boolean ignoreCase) {
    List<List<String>> texts = file.rows();
    rows = new Glob[texts.size()][columns.length];
    grams = new Grams[columns.length];
    for (int i = 0; i < columns.length; i++) {
      String[][] pieces = new String[rows.length][];
      for (int row = 0; row < rows.length; row++) {
        String pattern = texts.get(row).get(columns[i]);
        rows[row][i] = pattern == null ? null : glob(pattern, ignoreCase);
        pieces[row] = pattern == null ? null : pattern.split("\\*");
      }
      grams[i] = new Grams(pieces);
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
    BitSet candidates = grams[0].candidates(key[0]);
    for (int i = 1; i < key.length && !candidates.isEmpty(); i++) {
      candidates.and(grams[i].candidates(key[i]));
    }
    int[] found = new int[Math.min(max, candidates.cardinality())];
    int count = 0;
    int row = candidates.length() - 1;
    while (row >= 0 && count < found.length) {
      if (matches(rows[row], key)) {
        found[count++] = row;
      }
      row = candidates.previousSetBit(row - 1);
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
