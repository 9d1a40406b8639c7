package dev.lanner.events.archive;

import dev.lanner.events.decode.Words;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * Cuts a file into lines without copying them: a line is a range of {@link #buffer}, valid until
 * the next call of {@link #next}. Decompresses gzip, of one member or several.
 *
 * <pre>
 *   for (Read read = lines.next(); read != Read.END; read = lines.next()) {
 *     switch (read) {
 *       case LINE -&gt; decode(lines.buffer(), lines.offset(), lines.length());
 *       ...
 * </pre>
 *
 * <p>Lines end in {@code \n} or {@code \r\n}; a last line needs no end. Not thread-safe.
 */
public final class LineReader implements Closeable {
  /** The longest line that is read, without its end: 16 MiB. */
  public static final int MAX_LINE_BYTES = 16 << 20;

  private static final int CHUNK = 128 * 1024;
  private static final byte[] NOTHING = {};

  /** What {@link LineReader#next} found. */
  public enum Read {
    /** A line, to be had from {@link LineReader#buffer}. */
    LINE,
    /** A line longer than allowed: {@link LineReader#length} says how long, its bytes are gone. */
    TOO_LONG,
    /** The file breaks off: see {@link LineReader#cut}. Only {@link #END} follows. */
    CUT,
    /** There is nothing more. */
    END
  }

  private final String file;
  private final CountingInput raw;
  private final InputStream in;
  private final int maxLineBytes;

  private byte[] buffer;
  private int unread;
  private int scanned;
  private int filled;
  private long fileOffset;
  private boolean allRead;
  private IOException failure;
  private Cut cut;

  private long line;
  private long lineOffset;
  private int from;
  private long length;
  private boolean plain;

  private LineReader(String file, InputStream raw, int maxLineBytes, boolean whole)
      throws IOException {
    this.file = file;
    this.raw = new CountingInput(raw);
    this.maxLineBytes = maxLineBytes;
    this.in = text(new BufferedInputStream(this.raw, CHUNK), whole);
    if (in instanceof NativeGzip.Text all) {
      buffer = all.bytes();
      filled = all.length();
      allRead = true;
    } else {
      buffer = new byte[CHUNK];
    }
  }

  /**
   * Opens a file.
   *
   * @throws InputException if it cannot be opened
   */
  public static LineReader open(DataFile file) throws InputException {
    try {
      boolean whole = NativeGzip.wants(Files.size(file.path()));
      return open(file.name(), Files.newInputStream(file.path()), MAX_LINE_BYTES, whole);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new InputException("input `" + file.path() + "` does not exist", e);
    } catch (AccessDeniedException e) {
      throw new InputException("input `" + file.path() + "` cannot be read: no permission", e);
    } catch (IOException e) {
      throw new InputException("input `" + file.path() + "` cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads from a stream, which is closed with the reader.
   *
   * @param file the name for {@link Location}s; one that ends in {@code .gz} promises gzip
   * @param in the bytes as stored, compressed or not
   * @param maxLineBytes the longest line to be read, without its end
   * @throws IOException if not even the first bytes can be read
   */
  public static LineReader open(String file, InputStream in, int maxLineBytes) throws IOException {
    return open(file, in, maxLineBytes, false);
  }

  private static LineReader open(String file, InputStream in, int maxLineBytes, boolean whole)
      throws IOException {
    try {
      return new LineReader(file, in, maxLineBytes, whole);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Gzip is recognised by its first bytes; what is called gzip and neither is nor looks like JSON
   * is cut.
   */
  private InputStream text(InputStream bytes, boolean whole) throws IOException {
    bytes.mark(4);
    int first = bytes.read();
    int second = bytes.read();
    bytes.reset();
    boolean gzip = first == GzipInput.MAGIC_1 && second == GzipInput.MAGIC_2;
    boolean likeJson = first == '{' || first == 0xef && second == 0xbb || first == ' ';
    boolean promised = file.toLowerCase(Locale.ROOT).endsWith(".gz");
    if (gzip && whole) {
      return NativeGzip.open(bytes);
    }
    return gzip || promised && !likeJson ? new GzipInput(bytes) : bytes;
  }

  /**
   * Moves on to the next line. What goes wrong while reading is a {@link Read#CUT}, not an
   * exception.
   */
  public Read next() {
    long tooLong = 0;
    plain = true;
    while (true) {
      int end = newline();
      if (end >= 0) {
        return line(end, end + 1, tooLong);
      }
      // One more than allowed: the last byte may be the \r of the line's end.
      if (filled - unread > maxLineBytes + 1) {
        tooLong += filled - unread;
        unread = filled;
        scanned = filled;
      }
      if (allRead) {
        return last(tooLong);
      }
      fill();
    }
  }

  /** The place of the next line end, or -1. Takes note of what is not plain before it. */
  private int newline() {
    int end = plain ? Words.indexOfStrange(buffer, scanned, filled) : scanned;
    if (end >= 0 && plain) {
      if (buffer[end] == '\r' && end + 1 < filled) {
        end++;
      }
      plain = buffer[end] == '\n';
    }
    if (!plain) {
      end = Words.indexOf((byte) '\n', buffer, end, filled);
    }
    if (end < 0) {
      scanned = filled;
    }
    return end;
  }

  private Read line(int end, int next, long before) {
    line++;
    lineOffset = fileOffset + unread - before;
    from = unread;
    length = before + end - unread;
    unread = next;
    scanned = next;
    if (end > from && buffer[end - 1] == '\r') {
      length--;
    }
    return length > maxLineBytes ? Read.TOO_LONG : Read.LINE;
  }

  /** What stands behind the last line end. */
  private Read last(long before) {
    if (failure != null && cut == null) {
      line++;
      lineOffset = fileOffset + unread - before;
      cut = new Cut(location(), cause(), before + filled - unread);
      unread = filled;
      length = 0;
      return Read.CUT;
    }
    return unread < filled || before > 0 ? line(filled, filled, before) : Read.END;
  }

  private String cause() {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private void fill() {
    if (unread > 0) {
      System.arraycopy(buffer, unread, buffer, 0, filled - unread);
      fileOffset += unread;
      scanned -= unread;
      filled -= unread;
      unread = 0;
    }
    if (filled == buffer.length) {
      long larger = Math.min(2L * buffer.length, (long) maxLineBytes + CHUNK);
      buffer = Arrays.copyOf(buffer, (int) larger);
    }
    try {
      int n = in.read(buffer, filled, buffer.length - filled);
      filled += Math.max(0, n);
      allRead = n < 0;
    } catch (IOException e) {
      failure = e;
      allRead = true;
    }
  }

  /** The bytes that hold the line. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where the line begins in {@link #buffer}. */
  public int offset() {
    return from;
  }

  /** How many bytes the line has, without its end; for a line that is too long, how many it had. */
  public int length() {
    return (int) Math.min(length, Integer.MAX_VALUE);
  }

  /** Whether all of the line's bytes are known to be ASCII and no control characters. */
  public boolean isPlain() {
    return plain;
  }

  /** The number of the line in the file, from 1. */
  public long line() {
    return line;
  }

  /** Where the line begins in the decompressed text. */
  public long byteOffset() {
    return lineOffset;
  }

  /** Where the line is. */
  public Location location() {
    return new Location(file, line, lineOffset);
  }

  /**
   * Where and why the file broke off.
   *
   * @throws NoSuchElementException before {@link #next} has said {@link Read#CUT}
   */
  public Cut cut() {
    if (cut == null) {
      throw new NoSuchElementException("the file is not cut so far");
    }
    return cut;
  }

  /** How many bytes of the file, as stored, were read so far: for progress. */
  public long storedBytesRead() {
    return raw.bytes();
  }

  @Override
  public void close() throws IOException {
    // It may be another file's from now on.
    buffer = NOTHING;
    in.close();
  }
}
