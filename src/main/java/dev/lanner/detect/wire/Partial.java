package dev.lanner.detect.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Part of the aggregate of one group, on its way to where the group's window is. Its pane changes
 * when another one is merged into it.
 *
 * @param key {@link GroupKey#text}
 * @param paneStart where the pane begins, epoch milliseconds
 * @param pane the aggregate
 */
public record Partial(String key, long paneStart, Pane pane) {

  /** Writes and reads partial aggregates. */
  public static final class Wire implements Codec<Partial> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<Partial> type() {
      return Partial.class;
    }

    @Override
    public void write(Partial value, DataOutputView out) throws IOException {
      Texts.write(out, value.key);
      out.writeLong(value.paneStart);
      value.pane.write(out);
    }

    @Override
    public Partial read(DataInputView in, int version) throws IOException {
      return new Partial(Texts.read(in), in.readLong(), Pane.read(in));
    }
  }
}
