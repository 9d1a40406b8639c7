package dev.lanner.cql.run;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Supplier;

/**
 * Rows of texts, held as they would stand in a file: the UTF-8 bytes of all texts one behind the
 * other, and where each ends. A million rows take little more memory than their file; texts are
 * made when they are asked for. Immutable.
 */
public final class CompactTable implements Environment.LookupFile, Serializable {
  private static final long serialVersionUID = 1L;

  private final List<String> columns;
  private final byte[] texts;

  /** Where each text ends, row by row; negative ({@code ~end}) where a row has none. */
  private final int[] ends;

  private final int count;
  private transient Map<Object, Object> derived;

  private CompactTable(List<String> columns, byte[] texts, int[] ends, int count) {
    this.columns = List.copyOf(columns);
    this.texts = texts;
    this.ends = ends;
    this.count = count;
  }

  /** A table without rows. */
  public static CompactTable empty(List<String> columns) {
    return new CompactTable(columns, new byte[0], new int[0], 0);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public List<List<String>> rows() {
    return new Rows();
  }

  @Override
  public synchronized Object derived(Object key, Supplier<?> make) {
    if (derived == null) {
      derived = new HashMap<>();
    }
    Object known = derived.get(key);
    if (known == null) {
      known = make.get();
      derived.put(key, known);
    }
    return known;
  }

  private String text(int cell) {
    int end = ends[cell];
    if (end < 0) {
      return null;
    }
    int start = cell == 0 ? 0 : ends[cell - 1] < 0 ? ~ends[cell - 1] : ends[cell - 1];
    return new String(texts, start, end - start, StandardCharsets.UTF_8);
  }

  private final class Rows extends AbstractList<List<String>> implements RandomAccess {
    @Override
    public List<String> get(int row) {
      return new Texts(Objects.checkIndex(row, count) * columns.size());
    }

    @Override
    public int size() {
      return count;
    }
  }

  private final class Texts extends AbstractList<String> implements RandomAccess {
    private final int first;

    Texts(int first) {
      this.first = first;
    }

    @Override
    public String get(int column) {
      return text(first + Objects.checkIndex(column, columns.size()));
    }

    @Override
    public int size() {
      return columns.size();
    }
  }

  /** Collects texts row by row, each row from left to right. */
  public static final class Builder {
    private final List<String> columns;
    private byte[] texts;
    private int size;
    private int[] ends = new int[64];
    private int cells;

    /**
     * A builder.
     *
     * @param bytes how many bytes the texts have at most, as far as that is known
     */
    public Builder(List<String> columns, int bytes) {
      this.columns = columns;
      this.texts = new byte[Math.max(64, bytes)];
    }

    /** Adds one byte to the next text; false if there is no more room. */
    public boolean add(int b) {
      if (size == texts.length) {
        if (size == Integer.MAX_VALUE - 8) {
          return false;
        }
        texts = Arrays.copyOf(texts, (int) Math.min(Integer.MAX_VALUE - 8, size * 2L));
      }
      texts[size++] = (byte) b;
      return true;
    }

    /** Adds a whole text, or null; false if there is no more room. */
    public boolean text(String text) {
      if (text == null) {
        end(~size);
        return true;
      }
      for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
        if (!add(b)) {
          return false;
        }
      }
      endText();
      return true;
    }

    /** Ends a text. */
    public void endText() {
      end(size);
    }

    private void end(int at) {
      if (cells == ends.length) {
        ends = Arrays.copyOf(ends, cells + (cells >> 1));
      }
      ends[cells++] = at;
    }

    /** The rows so far; the builder is used up. */
    public CompactTable build() {
      boolean wasteful = size < texts.length - (texts.length >> 3);
      return new CompactTable(
          columns,
          wasteful ? Arrays.copyOf(texts, size) : texts,
          Arrays.copyOf(ends, cells),
          columns.isEmpty() ? 0 : cells / columns.size());
    }
  }
}
