package dev.lanner.lookups;

import dev.lanner.cql.run.CompactTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Reads comma-separated values with a header (RFC 4180), in UTF-8: fields may be quoted, a quoted
 * field may hold commas, line ends and doubled quotes. Empty lines are skipped, blanks are part of
 * a field. Reads once from front to back, whatever the size.
 */
final class CsvLookup {
  private static final int END = -1;
  private static final String QUOTING =
      "a value with a comma, a quote or a line end in it stands in quotes, a quote in it twice";

  private final String file;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private int line = 1;
  private CompactTable.Builder table;

  /** The bytes of the field being read that are not plain ASCII text yet to be checked. */
  private byte[] field = new byte[256];

  private int length;

  private CsvLookup(String file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Reads a file.
   *
   * @param file its name in messages
   * @param size how many bytes {@code in} has
   */
  static CompactTable read(String file, InputStream in, long size) throws IOException {
    return new CsvLookup(file, in).table((int) Math.min(size, Integer.MAX_VALUE - 8));
  }

  private CompactTable table(int size) throws IOException {
    skipByteOrderMark();
    List<String> columns = header();
    table = new CompactTable.Builder(columns, size);
    skipEmptyLines();
    while (peek() != END) {
      int first = line;
      int values = 0;
      do {
        position += values == 0 ? 0 : 1;
        field();
        keep(values < columns.size());
        values++;
      } while (peek() == ',');
      endRow();
      if (values != columns.size()) {
        throw wrong(
            first,
            counted(values, "value") + ", but " + counted(columns.size(), "column"),
            QUOTING);
      }
      skipEmptyLines();
    }
    return table.build();
  }

  private List<String> header() throws IOException {
    skipEmptyLines();
    if (peek() == END) {
      throw wrong(1, "the file is empty", "begin it with a line of column names");
    }
    int at = line;
    List<String> columns = new ArrayList<>();
    HashSet<String> known = new HashSet<>();
    do {
      position += columns.isEmpty() ? 0 : 1;
      field();
      String column = new String(field, 0, length, StandardCharsets.UTF_8);
      if (column.isEmpty()) {
        throw wrong(at, "column " + (columns.size() + 1) + " has no name", "give it one");
      }
      if (!known.add(column)) {
        throw wrong(at, "two columns are named `" + column + "`", "rename one of them");
      }
      columns.add(column);
    } while (peek() == ',');
    endRow();
    return columns;
  }

  private void keep(boolean wanted) {
    for (int i = 0; wanted && i < length; i++) {
      if (!table.add(field[i])) {
        throw LookupException.of(file, "the file is larger than 2 GiB", "split it");
      }
    }
    if (wanted) {
      table.endText();
    }
  }

  private void endRow() throws IOException {
    if (peek() != END && !lineEnd()) {
      throw wrong(line, "text behind a closing quote", QUOTING);
    }
  }

  private void skipByteOrderMark() throws IOException {
    if (peek() == 0xEF) {
      for (int expected : new int[] {0xEF, 0xBB, 0xBF}) {
        if (peek() != expected) {
          throw notUtf8(1);
        }
        position++;
      }
    }
  }

  private void skipEmptyLines() throws IOException {
    while (peek() == '\n' || peek() == '\r') {
      lineEnd();
    }
  }

  /** Reads a field up to the comma, line end or end behind it. */
  private void field() throws IOException {
    length = 0;
    int opened = line;
    int ored = peek() == '"' ? quoted() : plain();
    if (ored >= 0x80) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(field, 0, length));
      } catch (CharacterCodingException e) {
        throw notUtf8(opened);
      }
    }
  }

  /** Returns the bytes of the field, one or the other. */
  private int plain() throws IOException {
    int ored = 0;
    int c = peek();
    while (c != ',' && c != '\n' && c != '\r' && c != END) {
      add(c);
      ored |= c;
      position++;
      c = peek();
    }
    return ored;
  }

  private int quoted() throws IOException {
    int opened = line;
    int ored = 0;
    position++;
    while (true) {
      int c = peek();
      if (c == END) {
        throw wrong(opened, "a quote is opened here and never closed", QUOTING);
      }
      position++;
      if (c == '"') {
        if (peek() != '"') {
          return ored;
        }
        position++;
      } else if (c == '\n') {
        line++;
      }
      add(c);
      ored |= c;
    }
  }

  private void add(int b) {
    if (length == field.length) {
      field = java.util.Arrays.copyOf(field, length * 2);
    }
    field[length++] = (byte) b;
  }

  private int peek() throws IOException {
    if (position == limit) {
      limit = in.read(buffer);
      position = 0;
      if (limit <= 0) {
        limit = 0;
        return END;
      }
    }
    return buffer[position] & 0xFF;
  }

  private boolean lineEnd() throws IOException {
    boolean carriageReturn = peek() == '\r';
    if (carriageReturn) {
      position++;
    }
    boolean lineFeed = peek() == '\n';
    if (lineFeed) {
      position++;
    }
    if (carriageReturn || lineFeed) {
      line++;
    }
    return carriageReturn || lineFeed;
  }

  private LookupException notUtf8(int at) {
    return wrong(at, "not UTF-8", "save the file as UTF-8");
  }

  private LookupException wrong(int at, String what, String remedy) {
    return LookupException.at(file, at, what, remedy);
  }

  private static String counted(int count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
