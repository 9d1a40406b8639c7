package dev.lanner.cql.run;

import dev.lanner.cql.run.Environment.LookupFile;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds rows of a lookup file by the whole text of some columns. Keeps numbers of rows only, some
 * 12 to 24 bytes a row, and no copy of a text. A row that lacks one of the columns is never found.
 * Immutable.
 */
public final class TextIndex {
  private final List<List<String>> rows;
  private final int[] columns;
  private final boolean ignoreCase;

  /** By hash, open addressing: 1 + the number of the last row with a key, or 0. */
  private final int[] slots;

  private final int[] hashes;

  /** By row: 1 + the number of the row before with the same key, or 0; null if no key repeats. */
  private int[] before;

  /**
   * An index.
   *
   * @param columns where the key columns stand
   * @param ignoreCase whether texts that differ in case only are the same
   */
  public TextIndex(LookupFile file, int[] columns, boolean ignoreCase) {
    this.rows = file.rows();
    this.columns = columns.clone();
    this.ignoreCase = ignoreCase;
    this.slots = new int[Integer.highestOneBit(Math.max(4, rows.size())) << 2];
    this.hashes = new int[rows.size()];
    String[] key = new String[columns.length];
    for (int row = 0; row < rows.size(); row++) {
      if (read(row, key)) {
        add(row, key);
      }
    }
  }

  private boolean read(int row, String[] into) {
    List<String> texts = rows.get(row);
    for (int i = 0; i < columns.length; i++) {
      into[i] = texts.get(columns[i]);
      if (into[i] == null) {
        return false;
      }
    }
    return true;
  }

  private void add(int row, String[] key) {
    fold(key);
    hashes[row] = hash(key);
    int slot = slot(key, hashes[row]);
    if (slots[slot] != 0) {
      if (before == null) {
        before = new int[hashes.length];
      }
      before[row] = slots[slot];
    }
    slots[slot] = row + 1;
  }

  /**
   * The numbers of the rows with that key, the last one first.
   *
   * @param key one text a key column, none null
   * @param max how many rows to return at most
   */
  public int[] find(String[] key, int max) {
    String[] folded = ignoreCase ? key.clone() : key;
    fold(folded);
    int[] all = new int[1];
    int count = 0;
    int found = slots[slot(folded, hash(folded))];
    while (found != 0 && count < max) {
      all = count == all.length ? Arrays.copyOf(all, 2 * count) : all;
      all[count++] = found - 1;
      found = before == null ? 0 : before[found - 1];
    }
    return count == all.length ? all : Arrays.copyOf(all, count);
  }

  /** The slot of a key, or the empty one where it would be. */
  private int slot(String[] key, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0 && !(hashes[slots[slot] - 1] == hash && has(slots[slot] - 1, key))) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean has(int row, String[] key) {
    List<String> texts = rows.get(row);
    for (int i = 0; i < columns.length; i++) {
      if (!key[i].equals(fold(texts.get(columns[i])))) {
        return false;
      }
    }
    return true;
  }

  private void fold(String[] key) {
    for (int i = 0; ignoreCase && i < key.length; i++) {
      key[i] = fold(key[i]);
    }
  }

  private String fold(String text) {
    return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static int hash(String[] key) {
    int hash = Arrays.hashCode(key) * 0x9E3779B9;
    return hash ^ hash >>> 15;
  }
}
