package dev.lanner.cql.index;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What to report when a folded text is found: the ids of the literals it stands for. A literal that
 * tells letters apart is reported only if its own bytes stand there.
 */
final class Entries {
  /**
   * One literal behind a folded text.
   *
   * @param exact its bytes if case matters, else null
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Entry(int id, byte[] exact) {}

  private final int[] firsts;
  private final int[] ids;
  private final byte[][] exact;

  /** The entries of each folded text, in the order in which texts are numbered. */
  Entries(List<List<Entry>> byText) {
    firsts = new int[byText.size() + 1];
    for (int i = 0; i < byText.size(); i++) {
      firsts[i + 1] = firsts[i] + byText.get(i).size();
    }
    ids = new int[firsts[byText.size()]];
    exact = new byte[ids.length][];
    int at = 0;
    for (List<Entry> entries : byText) {
      for (Entry entry : entries) {
        ids[at] = entry.id();
        exact[at++] = entry.exact();
      }
    }
  }

  /** Reports the literals of a folded text that was found just before {@code end}. */
  void report(int text, byte[] bytes, int from, int end, IntConsumer hits) {
    for (int i = firsts[text]; i < firsts[text + 1]; i++) {
      byte[] own = exact[i];
      int start = own == null ? from : end - own.length;
      boolean stands =
          own == null || start >= from && Arrays.equals(bytes, start, end, own, 0, own.length);
      if (stands) {
        hits.accept(ids[i]);
      }
    }
  }
}
