package dev.lanner.detect.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A line that is no event, or a file that could not be read to its end.
 *
 * @param file the file, relative to the archive
 * @param line number of the line, from 1; for a file that ends early, that of the first line
 *     missing
 * @param offset where the line begins in the unpacked file, or -1
 * @param cause what is wrong
 * @param text how the line begins, maybe empty
 */
public record DeadLetter(String file, long line, long offset, String cause, String text) {

  /** Writes and reads dead letters. */
  public static final class Wire implements Codec<DeadLetter> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<DeadLetter> type() {
      return DeadLetter.class;
    }

    @Override
    public void write(DeadLetter value, DataOutputView out) throws IOException {
      Texts.write(out, value.file);
      out.writeLong(value.line);
      out.writeLong(value.offset);
      Texts.write(out, value.cause);
      Texts.write(out, value.text);
    }

    @Override
    public DeadLetter read(DataInputView in, int version) throws IOException {
      return new DeadLetter(
          Texts.read(in), in.readLong(), in.readLong(), Texts.read(in), Texts.read(in));
    }
  }
}
