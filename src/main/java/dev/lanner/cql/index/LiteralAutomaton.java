package dev.lanner.cql.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Finds the literals that stand in a value in one pass over its bytes (Aho and Corasick). Works on
 * folded bytes; the beginning and the end of a value are symbols like bytes, so that a literal that
 * must stand there is found only there.
 *
 * <p>States are numbered by their distance from the root, the children of a state in a row. The
 * first ones, in which nearly all time is spent, have a row of all transitions in one table; the
 * others keep their children only, and fall back to shorter ends of what was read:
 *
 * <pre>
 *   state   0 … dense           table[state × classes + class] ──▶ place of a state
 *           dense … states      labels[firsts[state] … firsts[state + 1]], else fails[state]
 * </pre>
 *
 * <p>While a value is read, a state is known by its place: where its row begins in the table, or
 * behind the table for a state without a row. A place at which texts are found is kept as its
 * complement, so that one look tells both.
 *
 * <p>Never changed once made; any number of threads may read it.
 */
final class LiteralAutomaton {
  /** Room for the table: 4 MB, about what a core keeps close. */
  static final int TABLE_ENTRIES = 1 << 20;

  private static final int START = 256;
  private static final int END = 257;
  private static final int NONE = -1;

  private final Entries entries;
  private final char[] classes = new char[END + 1];
  private final int classCount;
  private int[] firsts = new int[64];
  private char[] labels = new char[64];
  private int[] fails = new int[64];
  private int[] texts = new int[64];
  private int states = 1;

  /** The state itself or the longest end of what was read at which a text is found; else NONE. */
  private int[] found;

  private int[] table;
  private int dense;

  /** The place in which a value is begun. */
  private int start;

  /** How a folded text must stand in a value. */
  record Text(boolean atStart, String folded, boolean atEnd) {}

  /**
   * An automaton of folded texts, none empty, and what they stand for.
   *
   * @param tableEntries room for the table of transitions
   */
  LiteralAutomaton(Map<Text, List<Entries.Entry>> byText, int tableEntries) {
    Map<String, List<Entries.Entry>> bySymbols = new java.util.TreeMap<>();
    classCount = number(byText.keySet());
    byText.forEach((text, own) -> bySymbols.put(symbols(text), own));
    grow(bySymbols.keySet().toArray(new String[0]));
    entries = new Entries(new ArrayList<>(bySymbols.values()));
    firsts = Arrays.copyOf(firsts, states + 1);
    labels = Arrays.copyOf(labels, states);
    texts = Arrays.copyOf(texts, states);
    fails = new int[states];
    link();
    dense = Math.max(1, Math.min(states, tableEntries / classCount));
    fill();
    int first = step(0, classes[START]);
    start = first < 0 ? ~first : first;
  }

  /** Gives each symbol that occurs a number from 1 on; 0 is for all others. */
  private int number(Iterable<Text> all) {
    boolean[] used = new boolean[END + 1];
    for (Text text : all) {
      used[START] |= text.atStart();
      used[END] |= text.atEnd();
      for (byte b : FoldedBytes.of(text.folded())) {
        used[b & 0xFF] = true;
      }
    }
    int count = 1;
    for (int symbol = 0; symbol <= END; symbol++) {
      if (used[symbol]) {
        classes[symbol] = (char) count++;
      }
    }
    for (int b = 0; b < 0x80; b++) {
      classes[b] = classes[FoldedBytes.value((byte) b)];
    }
    return count;
  }

  private String symbols(Text text) {
    StringBuilder symbols = new StringBuilder();
    if (text.atStart()) {
      symbols.append(classes[START]);
    }
    for (byte b : FoldedBytes.of(text.folded())) {
      symbols.append(classes[b & 0xFF]);
    }
    if (text.atEnd()) {
      symbols.append(classes[END]);
    }
    return symbols.toString();
  }

  /** Makes the states, level by level: each stands for a stretch of the sorted texts. */
  private void grow(String[] sorted) {
    int[] low = new int[64];
    int[] high = new int[64];
    int[] depth = new int[64];
    high[0] = sorted.length;
    texts[0] = NONE;
    for (int state = 0; state < states; state++) {
      firsts[state] = states;
      int at = low[state];
      if (at < high[state] && sorted[at].length() == depth[state]) {
        texts[state] = at++;
      }
      while (at < high[state]) {
        char label = sorted[at].charAt(depth[state]);
        int end = at + 1;
        while (end < high[state] && sorted[end].charAt(depth[state]) == label) {
          end++;
        }
        if (states == low.length) {
          low = Arrays.copyOf(low, states * 2);
          high = Arrays.copyOf(high, states * 2);
          depth = Arrays.copyOf(depth, states * 2);
        }
        if (states + 1 >= firsts.length) {
          firsts = Arrays.copyOf(firsts, states * 2 + 2);
          labels = Arrays.copyOf(labels, states * 2 + 2);
          texts = Arrays.copyOf(texts, states * 2 + 2);
        }
        low[states] = at;
        high[states] = end;
        depth[states] = depth[state] + 1;
        labels[states] = label;
        texts[states] = NONE;
        states++;
        at = end;
      }
    }
    firsts[states] = states;
  }

  /** Says where to go on from a state that has no child for what comes next. */
  private void link() {
    found = new int[states];
    found[0] = NONE;
    for (int state = 0; state < states; state++) {
      for (int child = firsts[state]; child < firsts[state + 1]; child++) {
        int fail = 0;
        if (state != 0) {
          int shorter = fails[state];
          fail = child(shorter, labels[child]);
          while (fail == NONE && shorter != 0) {
            shorter = fails[shorter];
            fail = child(shorter, labels[child]);
          }
        }
        fails[child] = Math.max(fail, 0);
        found[child] = texts[child] != NONE ? child : found[fails[child]];
      }
    }
  }

  private int child(int state, char label) {
    int at = Arrays.binarySearch(labels, firsts[state], firsts[state + 1], label);
    return at < 0 ? NONE : at;
  }

  private void fill() {
    table = new int[dense * classCount];
    for (int state = 0; state < dense; state++) {
      int row = state * classCount;
      if (state != 0) {
        System.arraycopy(table, fails[state] * classCount, table, row, classCount);
      }
      for (int child = firsts[state]; child < firsts[state + 1]; child++) {
        table[row + labels[child]] = place(child);
      }
    }
  }

  private int place(int state) {
    int place = state < dense ? state * classCount : state - dense + table.length;
    return found[state] == NONE ? place : ~place;
  }

  private int state(int place) {
    return place < table.length ? place / classCount : place - table.length + dense;
  }

  /** The place to go to from {@code place}. */
  private int step(int place, int label) {
    return place < table.length ? table[place + label] : fallBack(state(place), label);
  }

  private int fallBack(int from, int label) {
    int state = from;
    while (state >= dense) {
      int end = firsts[state + 1];
      for (int child = firsts[state]; child < end; child++) {
        if (labels[child] == label) {
          return place(child);
        }
      }
      state = fails[state];
    }
    return table[state * classCount + label];
  }

  void find(byte[] bytes, int from, int to, IntConsumer hits) {
    int place = start;
    if (classes[END] == 0) {
      read(place, bytes, from, from, to, hits);
      return;
    }
    int stripped = LineBreaks.beforeLast(bytes, from, to);
    place = read(place, bytes, from, from, stripped, hits);
    end(place, bytes, from, stripped, hits);
    if (stripped < to) {
      place = read(place, bytes, from, stripped, to, hits);
      end(place, bytes, from, to, hits);
    }
  }

  /** Reads on from {@code from} over {@code bytes[begin, to)}; gives the place it ends in. */
  private int read(int from, byte[] bytes, int first, int begin, int to, IntConsumer hits) {
    int[] rows = table;
    char[] numbers = classes;
    int place = from;
    int i = begin;
    while (i < to) {
      int symbol = bytes[i];
      if (symbol >= 0) {
        i++;
      } else {
        int at = FoldedBytes.at(bytes, i, to);
        symbol = FoldedBytes.value(at);
        i += FoldedBytes.width(at);
      }
      int label = numbers[symbol];
      place = place < rows.length ? rows[place + label] : step(place, label);
      if (place < 0) {
        place = ~place;
        report(place, bytes, first, i, hits);
      }
    }
    return place;
  }

  private void end(int place, byte[] bytes, int first, int at, IntConsumer hits) {
    int end = step(place, classes[END]);
    if (end < 0) {
      report(~end, bytes, first, at, hits);
    }
  }

  private void report(int place, byte[] bytes, int first, int end, IntConsumer hits) {
    for (int at = found[state(place)]; at != NONE; at = found[fails[at]]) {
      entries.report(texts[at], bytes, first, end, hits);
    }
  }

  long bytes() {
    return 4L * (firsts.length + fails.length + texts.length + found.length + table.length)
        + 2L * labels.length;
  }
}
