package dev.lanner.sink;

import dev.lanner.detect.wire.Codec;
import dev.lanner.detect.wire.CodecType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A line of an output file.
 *
 * @param key orders the lines of a file; lines with equal keys are one line
 * @param text the line without its end
 */
public record OutputLine(String key, String text) {
  /** By key. */
  static final Comparator<OutputLine> ORDER = Comparator.comparing(OutputLine::key);

  /** The Flink type of lines. */
  public static final CodecType<OutputLine> TYPE = CodecType.of(new Wire());

  /** Writes and reads lines. */
  public static final class Wire implements Codec<OutputLine> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<OutputLine> type() {
      return OutputLine.class;
    }

    @Override
    public void write(OutputLine value, DataOutputView out) throws IOException {
      text(value.key, out);
      text(value.text, out);
    }

    @Override
    public OutputLine read(DataInputView in, int version) throws IOException {
      return new OutputLine(text(in), text(in));
    }

    private static void text(String text, DataOutputView out) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    private static String text(DataInputView in) throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
