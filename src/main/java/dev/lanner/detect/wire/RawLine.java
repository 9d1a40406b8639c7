package dev.lanner.detect.wire;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * One line as a source delivers it, or the end of a file with what there is to say about it.
 *
 * <p>{@link #file}, {@link #line} (from 1) and {@link #offset} (of its first byte in the unpacked
 * file) say where it stood.
 */
public final class RawLine {
  private static final byte[] NOTHING = new byte[0];

  /**
   * Holds the line, which is the reader's to overwrite as soon as the next one is asked for: who
   * keeps a line copies its part.
   */
  public final byte[] bytes;

  /** Where the line begins in {@link #bytes}. */
  public final int from;

  /** How many bytes it has, without its end; none for a bad line and for the end of a file. */
  public final int length;

  /** Whether the reader saw that all of it is ASCII without control characters; not sent along. */
  public final boolean plain;

  /** The file's name relative to the archive. */
  public final String file;

  /** Number of the line in its file, from 1. */
  public final long line;

  /** Where the line begins in the unpacked file. */
  public final long offset;

  /** Why the line cannot be used as it is (it is too long, say); null for a good line. */
  public final String problem;

  /** What the reader found out about the file that ends here; null for a line. */
  public final FileReport end;

  private RawLine(
      byte[] bytes,
      int from,
      int length,
      boolean plain,
      String file,
      long line,
      long offset,
      String problem,
      FileReport end) {
    this.bytes = bytes;
    this.from = from;
    this.length = length;
    this.plain = plain;
    this.file = file;
    this.line = line;
    this.offset = offset;
    this.problem = problem;
    this.end = end;
  }

  /** A line, which is a part of {@code bytes}. */
  public static RawLine line(
      byte[] bytes, int from, int length, String file, long line, long offset) {
    return line(bytes, from, length, false, file, line, offset);
  }

  /** A line of which is known whether it is {@link #plain}. */
  public static RawLine line(
      byte[] bytes, int from, int length, boolean plain, String file, long line, long offset) {
    return new RawLine(bytes, from, length, plain, file, line, offset, null, null);
  }

  /** A line that is known to be bad. */
  public static RawLine bad(String file, long line, long offset, String problem) {
    return new RawLine(NOTHING, 0, 0, false, file, line, offset, problem, null);
  }

  /** The end of a file. */
  public static RawLine end(String file, FileReport report) {
    return new RawLine(NOTHING, 0, 0, false, file, report.lines(), 0, null, report);
  }

  /**
   * What a reader says about a file when it is done with it.
   *
   * @param lines how many lines were handed on, bad ones included
   * @param disorderMillis by how much an event's timestamp lay behind the largest before it, at
   *     most; {@link #NOT_MEASURED} if the reader did not look at times
   * @param problem why the file ended early; null if it did not
   */
  public record FileReport(long lines, long disorderMillis, String problem) {
    /** Stands for a disorder that is not known. */
    public static final long NOT_MEASURED = -1;
  }

  /** Writes and reads lines. */
  public static final class Wire implements Codec<RawLine> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<RawLine> type() {
      return RawLine.class;
    }

    @Override
    public void write(RawLine value, DataOutputView out) throws IOException {
      out.writeInt(value.length);
      out.write(value.bytes, value.from, value.length);
      Texts.write(out, value.file);
      out.writeLong(value.line);
      out.writeLong(value.offset);
      Texts.write(out, value.problem);
      out.writeBoolean(value.end != null);
      if (value.end != null) {
        out.writeLong(value.end.lines);
        out.writeLong(value.end.disorderMillis);
        Texts.write(out, value.end.problem);
      }
    }

    @Override
    public RawLine read(DataInputView in, int version) throws IOException {
      byte[] bytes = Texts.readBytes(in);
      String file = Texts.read(in);
      long line = in.readLong();
      long offset = in.readLong();
      String problem = Texts.read(in);
      FileReport end =
          in.readBoolean() ? new FileReport(in.readLong(), in.readLong(), Texts.read(in)) : null;
      return new RawLine(bytes, 0, bytes.length, false, file, line, offset, problem, end);
    }

    @Override
    public RawLine copy(RawLine value) {
      byte[] bytes = Arrays.copyOfRange(value.bytes, value.from, value.from + value.length);
      return new RawLine(
          bytes,
          0,
          bytes.length,
          value.plain,
          value.file,
          value.line,
          value.offset,
          value.problem,
          value.end);
    }
  }
}
