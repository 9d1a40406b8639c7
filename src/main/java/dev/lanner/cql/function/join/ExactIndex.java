package dev.lanner.cql.function.join;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows by the whole text of their key columns. */
final class ExactIndex implements LookupIndex {
  private static final int[] NONE = {};

  private final Map<List<String>, int[]> rows = new HashMap<>();
  private final boolean ignoreCase;

  /**
   * @param keys the key columns of each row, null where a row has no text
   */
  ExactIndex(List<String[]> keys, boolean ignoreCase) {
    this.ignoreCase = ignoreCase;
    // From the last row on, so that each list begins with the row that wins.
    for (int row = keys.size() - 1; row >= 0; row--) {
      String[] key = keys.get(row);
      if (!Arrays.asList(key).contains(null)) {
        int[] one = {row};
        rows.merge(fold(key), one, ExactIndex::append);
      }
    }
  }

  @Override
  public int[] find(String[] key, int max) {
    int[] found = rows.getOrDefault(fold(key), NONE);
    return found.length > max ? Arrays.copyOf(found, max) : found;
  }

  private List<String> fold(String[] key) {
    if (!ignoreCase) {
      return List.of(key);
    }
    return Arrays.stream(key).map(text -> text.toLowerCase(Locale.ROOT)).toList();
  }

  private static int[] append(int[] some, int[] one) {
    int[] all = Arrays.copyOf(some, some.length + 1);
    all[some.length] = one[0];
    return all;
  }
}
