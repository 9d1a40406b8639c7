package dev.lanner.cql.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Finds the literals that are the whole of a value: one hash of its folded bytes, one look. Never
 * changed once made; any number of threads may read it.
 */
final class EqualsTable {
  private static final int FREE = -1;

  private final Entries entries;
  private final byte[][] texts;
  private final int[] hashes;
  private final int[] slots;
  private final int longest;

  /** A table of folded texts and what they stand for, in a stable order. */
  EqualsTable(Map<String, List<Entries.Entry>> byText) {
    entries = new Entries(new ArrayList<>(byText.values()));
    texts = byText.keySet().stream().map(FoldedBytes::of).toArray(byte[][]::new);
    hashes = new int[texts.length];
    slots = new int[Integer.highestOneBit(Math.max(1, texts.length)) * 4];
    Arrays.fill(slots, FREE);
    int most = -1;
    for (int i = 0; i < texts.length; i++) {
      int hash = 0;
      for (byte b : texts[i]) {
        hash = add(hash, b & 0xFF);
      }
      hashes[i] = hash;
      int slot = slot(hash);
      while (slots[slot] != FREE) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = i;
      most = Math.max(most, texts[i].length);
    }
    longest = most;
  }

  private static int add(int hash, int folded) {
    return hash * 31 + folded;
  }

  private int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ mixed >>> 15) & slots.length - 1;
  }

  void find(byte[] bytes, int from, int to, IntConsumer hits) {
    look(bytes, from, to, hits);
    int stripped = LineBreaks.beforeLast(bytes, from, to);
    if (stripped < to) {
      look(bytes, from, stripped, hits);
    }
  }

  private void look(byte[] bytes, int from, int to, IntConsumer hits) {
    int hash = 0;
    int length = 0;
    for (int i = from; i < to; length++) {
      if (length == longest) {
        return;
      }
      int at = FoldedBytes.at(bytes, i, to);
      hash = add(hash, FoldedBytes.value(at));
      i += FoldedBytes.width(at);
    }
    int slot = slot(hash);
    while (slots[slot] != FREE) {
      int text = slots[slot];
      if (hashes[text] == hash
          && texts[text].length == length
          && is(texts[text], bytes, from, to)) {
        entries.report(text, bytes, from, to, hits);
        return;
      }
      slot = slot + 1 & slots.length - 1;
    }
  }

  private static boolean is(byte[] text, byte[] bytes, int from, int to) {
    int i = from;
    for (byte b : text) {
      int at = FoldedBytes.at(bytes, i, to);
      if (FoldedBytes.value(at) != (b & 0xFF)) {
        return false;
      }
      i += FoldedBytes.width(at);
    }
    return true;
  }

  long bytes() {
    long all = 4L * (hashes.length + slots.length);
    for (byte[] text : texts) {
      all += text.length + 16L;
    }
    return all;
  }
}
