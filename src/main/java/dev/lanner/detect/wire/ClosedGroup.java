package dev.lanner.detect.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A group of a window that closed, on its way to where all groups of the window are gathered.
 *
 * @param key {@link GroupKey#text}
 * @param start where the window begins, epoch milliseconds
 * @param end where it ends, exclusive
 * @param pane the aggregate over the window
 */
public record ClosedGroup(String key, long start, long end, Pane pane) {

  /** What a window's groups are gathered under: tenant, rule, logic and window. */
  public String windowKey() {
    GroupKey group = GroupKey.parse(key);
    return Keys.join(
        group.cid(), group.ruleId(), group.logicHash(), Long.toString(start), Long.toString(end));
  }

  /** Writes and reads closed groups. */
  public static final class Wire implements Codec<ClosedGroup> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<ClosedGroup> type() {
      return ClosedGroup.class;
    }

    @Override
    public void write(ClosedGroup value, DataOutputView out) throws IOException {
      Texts.write(out, value.key);
      out.writeLong(value.start);
      out.writeLong(value.end);
      value.pane.write(out);
    }

    @Override
    public ClosedGroup read(DataInputView in, int version) throws IOException {
      return new ClosedGroup(Texts.read(in), in.readLong(), in.readLong(), Pane.read(in));
    }

    @Override
    public ClosedGroup copy(ClosedGroup value) {
      return new ClosedGroup(value.key, value.start, value.end, value.pane.copy());
    }
  }
}
