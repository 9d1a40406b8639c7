package dev.lanner.detect.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * One line as a source delivers it, or the end of a file with what there is to say about it.
 *
 * <p>{@link #file}, {@link #line} (from 1) and {@link #offset} (of its first byte in the unpacked
 * file) say where it stood.
 */
public final class RawLine {
  /** The bytes of the line without its end; empty for a bad line and for the end of a file. */
  public final byte[] bytes;

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
      byte[] bytes, String file, long line, long offset, String problem, FileReport end) {
    this.bytes = bytes;
    this.file = file;
    this.line = line;
    this.offset = offset;
    this.problem = problem;
    this.end = end;
  }

  /** A line. */
  public static RawLine line(byte[] bytes, String file, long line, long offset) {
    return new RawLine(bytes, file, line, offset, null, null);
  }

  /** A line that is known to be bad. */
  public static RawLine bad(String file, long line, long offset, String problem) {
    return new RawLine(new byte[0], file, line, offset, problem, null);
  }

  /** The end of a file. */
  public static RawLine end(String file, FileReport report) {
    return new RawLine(new byte[0], file, report.lines(), 0, null, report);
  }

  /**
   * What a reader says about a file when it is done with it.
   *
   * @param lines how many lines were handed on, bad ones included
   * @param disorderMillis by how much an event's timestamp lay behind the largest before it, at
   *     most
   * @param problem why the file ended early; null if it did not
   */
  public record FileReport(long lines, long disorderMillis, String problem) {}

  /** Writes and reads lines. */
  public static final class Wire implements Codec<RawLine> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<RawLine> type() {
      return RawLine.class;
    }

    @Override
    public void write(RawLine value, DataOutputView out) throws IOException {
      Texts.writeBytes(out, value.bytes);
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
      return new RawLine(bytes, file, line, offset, problem, end);
    }
  }
}
